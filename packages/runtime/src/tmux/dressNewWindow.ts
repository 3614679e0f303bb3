/**
 * tmux itself gives a new window its sidebar, before it draws the window and before the shell in it has drawn a prompt for
 * columns that it loses: our own answer comes 5 to 12 ms later. Only where it is certain that one belongs there, and for
 * one window that somebody sees: then the commands are taken away until we tell them again, so that a loop that makes
 * windows and ends them starts no processes. All else is ours. Pure.
 */
import { visibleOption } from "../sidebars/visibleOption.ts"
import { both, roomFor } from "./keepWidth.ts"
import { ringText } from "./ring.ts"
import type { TmuxCommand } from "./TmuxError.ts"
import { dressedRing } from "./topologyRings.ts"

/** The global option with the commands that make a sidebar in the window where they are run. */
const spawnOption = "@opensessions-spawn"

/** The commands of an `after-new-window` hook. A client with a terminal is named by its path; it has visited the session. */
export const dressNewWindowText =
  `if-shell -F "${both(
    `#{==:#{${visibleOption}},1}`,
    `#{!=:#{${spawnOption}},}`,
    "#{m:*/*,#{session_attached_list}}",
    "#{window_active}",
    "#{==:#{window_panes},1}",
    roomFor("#{window_panes}")
  )}" ` + `{ set-hook -R ${spawnOption} ; set-option -gu ${spawnOption} ; ${ringText([dressedRing])} }`

/** Tells tmux these commands. */
export const publishSpawn = (commands: string): TmuxCommand => ["set-option", "-g", spawnOption, commands]

/** Takes them back. */
export const withdrawSpawn: TmuxCommand = ["set-option", "-gqu", spawnOption]

/** The process of a sidebar pane, and the pane's own options. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { quoteWord } from "../tmux/quoteCommand.ts"
import type { TmuxCommand } from "../tmux/Tmux.ts"
import { isSidebar } from "../tmux/topologyFormat.ts"
import type { Place } from "./Step.ts"

/** Marks a sidebar pane. */
export const sidebarOption = "@opensessions-sidebar"

/** The process that a sidebar pane was made with: a pane that was respawned since has another one. */
export const holderOption = "@opensessions-holder"

/** The title is for other tools; we know our panes by `sidebarOption` (S5). */
export const sidebarTitle = "opensessions-sidebar"

/** The script's place in the installation. */
export const holderScript = (installation: string): string =>
  `${installation}/integrations/tmux-plugin/scripts/holder.sh`

const splitWords = ({ columns, side }: Pick<Place, "columns" | "side">): TmuxCommand => {
  const before = side === "left" ? ["-b"] : []
  return ["split-window", "-d", "-f", "-h", ...before, "-l", String(columns), "-c", "/"]
}

/** A full-height split at the edge that takes no focus. Several words: tmux executes them without a shell (S17). */
export const spawnCommand = (place: Place, script: string): TmuxCommand => [
  ...splitWords(place),
  "-t",
  place.beside,
  "-P",
  "-F",
  "#{pane_id}",
  "/bin/sh",
  script
]

/**
 * What makes a new pane a sidebar. `allow-passthrough` came with tmux 3.3. Without `synchronize-panes off` all that is
 * typed in a synchronised window would be keys of the sidebar.
 */
export const dressCommands = (pane: PaneId | "{left}" | "{right}"): ReadonlyArray<TmuxCommand> => [
  ["set-option", "-p", "-t", pane, sidebarOption, "1"],
  ["set-option", "-p", "-F", "-t", pane, holderOption, "#{pane_pid}"],
  ["set-option", "-p", "-q", "-t", pane, "allow-passthrough", "off"],
  ["set-option", "-p", "-t", pane, "remain-on-exit", "off"],
  ["set-option", "-p", "-q", "-t", pane, "synchronize-panes", "off"],
  ["select-pane", "-t", pane, "-T", sidebarTitle]
]

/** One text for both in the window where tmux runs it itself; a place in it stands for the pane's id. */
export const spawnText = (place: Pick<Place, "columns" | "side">, script: string): string =>
  [[...splitWords(place), "/bin/sh", script], ...dressCommands(`{${place.side}}`)]
    .map((words) => words.map(quoteWord).join(" "))
    .join(" ; ")

/** Takes a pane that somebody gave another program out of our care; it is one like all others then. */
export const releaseCommands = (pane: PaneId): ReadonlyArray<TmuxCommand> =>
  [sidebarOption, holderOption, "allow-passthrough", "remain-on-exit", "synchronize-panes"].map((option) => [
    "set-option",
    "-p",
    "-q",
    "-u",
    "-t",
    pane,
    option
  ])

/** Asks tmux for a window's sidebar; read it with `parseSidebar`. */
export const askSidebar = (windowId: WindowId): TmuxCommand => [
  "list-panes",
  "-t",
  windowId,
  "-F",
  `#{?${isSidebar},#{pane_id},} #{window_zoomed_flag}`
]

/** The window's sidebar, or the first of them; null where there is none. */
export const parseSidebar = (
  lines: ReadonlyArray<string>
): { readonly pane: PaneId; readonly zoomed: boolean } | null => {
  const [pane = "", zoomed] = lines.find((line) => line.startsWith("%"))?.split(" ") ?? []
  return pane === "" ? null : { pane: pane as PaneId, zoomed: zoomed === "1" }
}

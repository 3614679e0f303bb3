/**
 * Keeps tmux alive. Before 3.7 a server with a control client, whichever it is, dereferences null when several panes end
 * in one turn of its loop: the notifications `session-window-changed` and `window-pane-changed` are written later, when
 * their session has no window and their window no pane any more (tmux issue 5243). Killing all processes of a session
 * with three windows at once crashed 3.3a in 8 of 20 runs, of one with six in 22 of 25; with this guard in none of 80.
 *
 * `pane-exited` is the first that such a turn notifies. Where more than one pane is missing by then, its hook detaches
 * our client and holds tmux's notifications back until it is gone; we come back after `absenceMillis`. One pane that
 * ends, which is the rule, costs one comparison. Pure.
 */
import { isAtLeast } from "./isAtLeast.ts"
import type { Hook } from "./hooks.ts"
import { stashTarget, whileAttached } from "./stash.ts"
import type { TmuxCommand } from "./TmuxError.ts"
import type { Topology } from "./Topology.ts"

/** The number of panes that we know of, each counted once for every session that holds its window, as tmux counts. */
export const panesOption = "@opensessions-panes"

// Our client answers within 2 ms, but a machine may be busy with whatever ended those panes. One wait and no loop: a
// command of this hook that came after our client is gone would be run for it, which 3.3a does not survive either.
const holdSeconds = 0.2

/** How long to stay away after having been detached: longer than notifications are held back. */
export const absenceMillis = 250

const paneCount = "#{n:#{S:#{W:#{P:x}}}}"

/** The hook that makes way. */
export const crashGuard: Hook = {
  name: "pane-exited",
  command: whileAttached(
    `if-shell -F "#{e|<:${paneCount},#{e|-:#{${panesOption}},1}}" ` +
      `{ detach-client -s ${stashTarget} ; run-shell -d ${holdSeconds} }`
  )
}

/** Does a tmux of this version need the guard? One whose version cannot be read does. */
export const needsCrashGuard = (version: string): boolean => !isAtLeast(version, 3, 7)

/** What tmux would count. */
export const countPanes = ({ sessions, windows }: Topology): number => {
  let count = 0
  for (const session of sessions.values()) {
    for (const { windowId } of session.windows) count += windows.get(windowId)?.panes.length ?? 0
  }
  return count
}

/** Tells tmux the number. */
export const publishPaneCount = (count: number): TmuxCommand => ["set-option", "-g", panesOption, String(count)]

/**
 * Commands in flight, in order, with one kept back where it could crash tmux: before 3.7 a server with a control client
 * does not survive a session that loses its current window and then ends before it could notify anyone (tmux issue
 * 5243). `select-window` and `kill-session`, or two `kill-window` for the last two windows, in one write were enough on
 * 3.3a. So a command that may end a window waits until those before it that may have changed a current window were
 * answered; with the answer, their notifications are out. Others are never held up. Pure of tmux.
 */
import type { TmuxCommand } from "./TmuxError.ts"

const ending = new Set("kill-pane kill-session kill-window unlink-window".split(" "))
const changing = new Set(
  (
    "attach-session break-pane join-pane last-window link-window move-pane move-window new-window next-window " +
    "previous-window respawn-window select-window swap-window switch-client"
  ).split(" ")
)

/** May the command end a window or session? */
export const mayEndWindow = (command: TmuxCommand): boolean => ending.has(command[0])

/** May the command make another window the current one of a session? */
export const mayChangeWindow = (command: TmuxCommand): boolean => changing.has(command[0]) || mayEndWindow(command)

/** The gate of one connection. */
export interface CommandGate<Entry> {
  /** Writes `entry` now or, in its turn, later. */
  submit(command: TmuxCommand, entry: Entry): void
  /** The answer to a command came. */
  settled(command: TmuxCommand): void
  /** Takes out what was not written, in order; for a connection that broke. */
  drain(): ReadonlyArray<Entry>
}

/** `write` is called in the order of `submit`. */
export const makeCommandGate = <Entry>(write: (command: TmuxCommand, entry: Entry) => void): CommandGate<Entry> => {
  const waiting: Array<{ readonly command: TmuxCommand; readonly entry: Entry }> = []
  let unsettled = 0

  const open = () => {
    for (;;) {
      const next = waiting[0]
      if (next === undefined || (mayEndWindow(next.command) && unsettled > 0)) return
      waiting.shift()
      if (mayChangeWindow(next.command)) unsettled += 1
      write(next.command, next.entry)
    }
  }

  return {
    submit: (command, entry) => {
      waiting.push({ command, entry })
      open()
    },
    settled: (command) => {
      if (!mayChangeWindow(command)) return
      unsettled -= 1
      open()
    },
    drain: () => waiting.splice(0).map(({ entry }) => entry)
  }
}

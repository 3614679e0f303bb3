/** The ids that tmux gives out. They are the only names of tmux objects that ever stand in a command (S16, S67). */
import { Schema } from "effect"

/** A tmux session id, `$3`. */
export const SessionId = Schema.String.check(Schema.isPattern(/^\$\d+$/, { expected: "a session id such as $3" })).pipe(
  Schema.brand("SessionId")
)
export type SessionId = typeof SessionId.Type

/** A tmux window id, `@5`. */
export const WindowId = Schema.String.check(Schema.isPattern(/^@\d+$/, { expected: "a window id such as @5" })).pipe(
  Schema.brand("WindowId")
)
export type WindowId = typeof WindowId.Type

/** A tmux pane id, `%7`. */
export const PaneId = Schema.String.check(Schema.isPattern(/^%\d+$/, { expected: "a pane id such as %7" })).pipe(
  Schema.brand("PaneId")
)
export type PaneId = typeof PaneId.Type

/** A tmux client's name: its tty (`/dev/pts/4`), or `client-PID` for a client without one. */
export const ClientName = Schema.String.pipe(Schema.brand("ClientName"))
export type ClientName = typeof ClientName.Type

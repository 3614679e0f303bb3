/** What keys, mouse, HTTP, CLI and key bindings ask the daemon to do. */
import { Schema } from "effect"
import { ClientName, PaneId, SessionId, WindowId } from "./Ids.ts"

/**
 * Where a command was given: the client, window and pane where the key was pressed are the ones acted on (S59).
 * Null where it is not known; the most recently active client is taken then.
 */
export const Origin = Schema.Struct({
  client: Schema.NullOr(ClientName),
  windowId: Schema.NullOr(WindowId),
  paneId: Schema.NullOr(PaneId)
})
export type Origin = typeof Origin.Type

export const noOrigin: Origin = { client: null, windowId: null, paneId: null }

/** Where the focus lands after a switch: on the content pane, or on the sidebar for further browsing. */
export const Landing = Schema.Literals(["content", "sidebar"])
export type Landing = typeof Landing.Type

export const Command = Schema.TaggedUnion({
  /** Any sidebar in the origin's window: hide all; else show all (S13). */
  ToggleSidebar: { origin: Origin },
  /** Shows the sidebar where it is hidden and focuses the one of the origin's window; never hides (S12). */
  RevealSidebar: { origin: Origin, focus: Schema.Boolean },
  HideSidebar: { origin: Origin },
  /** Focus goes back to the content pane of the origin's window. */
  FocusContent: { origin: Origin },
  SwitchToSession: { origin: Origin, sessionId: SessionId, landing: Landing },
  /** `index` as shown, from 1. */
  SwitchToIndex: { origin: Origin, index: Schema.Int, landing: Landing },
  /** The next (1) or previous (-1) shown session after the client's own; clamps at the ends. */
  SwitchRelative: { origin: Origin, by: Schema.Literals([1, -1]), landing: Landing },
  FocusPane: { origin: Origin, paneId: PaneId },
  /** To the thread that needs a person most: waiting first, longest waiting first. */
  JumpToAttention: { origin: Origin },
  MarkSeen: { sessionId: SessionId, threadId: Schema.NullOr(Schema.String) },
  Refresh: { origin: Origin },
  Quit: { origin: Origin }
})
export type Command = typeof Command.Type

/** A command that could not be done, with a sentence for the person who gave it. */
export class CommandRefused extends Schema.TaggedError<CommandRefused>()("CommandRefused", {
  reason: Schema.String
}) {
  override get message(): string {
    return this.reason
  }
}

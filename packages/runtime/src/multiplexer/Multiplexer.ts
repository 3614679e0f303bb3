/** The contract that a terminal multiplexer implements: what there is, and what can be done with it. */
import type { ClientName, PaneId, SessionId } from "@opensessions/protocol/Ids"
import { type Effect, Schema, type Stream } from "effect"
import type { Topology } from "../tmux/Topology.ts"

/** Why the multiplexer did not do it. */
export class MultiplexerFailed extends Schema.TaggedError<MultiplexerFailed>()("MultiplexerFailed", {
  multiplexer: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.multiplexer}: ${this.reason}`
  }
}

/**
 * Ids are of the multiplexer's own making, in the form of tmux's (`$1`, `@1`, `%1`), and never given to another thing while
 * it runs. What is told of a pane's process is what ties agents to it.
 */
export interface Multiplexer {
  readonly name: string
  /** The current topology first, then each change; newest wins for a slow reader. */
  readonly topology: Stream.Stream<Topology>
  /** Shows the session at a client; at the one that was used last where it is null. */
  switchTo(client: ClientName | null, sessionId: SessionId): Effect.Effect<void, MultiplexerFailed>
  /** Makes the pane the active one of its window, and its window the current one of its session. */
  focusPane(paneId: PaneId): Effect.Effect<void, MultiplexerFailed>
  newSession(name: string, directory: string): Effect.Effect<SessionId, MultiplexerFailed>
  renameSession(sessionId: SessionId, name: string): Effect.Effect<void, MultiplexerFailed>
  killSession(sessionId: SessionId): Effect.Effect<void, MultiplexerFailed>
}

/** The contract that a terminal multiplexer implements: what there is, and what can be done with it. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
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

/** `client` is a name of the topology's clients. */
export interface Multiplexer {
  readonly name: string
  /** The current topology first, then each change; newest wins for a slow reader. */
  readonly topology: Stream.Stream<Topology>
  switchTo(client: string, sessionId: SessionId): Effect.Effect<void, MultiplexerFailed>
  /** Makes the pane the active one of its window, and its window that of its session. */
  focusPane(paneId: PaneId): Effect.Effect<void, MultiplexerFailed>
  newSession(name: string, directory: string): Effect.Effect<SessionId, MultiplexerFailed>
  renameSession(sessionId: SessionId, name: string): Effect.Effect<void, MultiplexerFailed>
  killSession(sessionId: SessionId): Effect.Effect<void, MultiplexerFailed>
  /** The lines that are on a pane's screen. */
  look(paneId: PaneId): Effect.Effect<ReadonlyArray<string>, MultiplexerFailed>
}

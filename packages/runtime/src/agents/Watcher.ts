/** The contract that a watcher of coding agents implements; built-in watchers use it and no other. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Schema, type Stream } from "effect"

/** Why a watcher's stream ended. It is logged, shown in `doctor`, and the watcher is started again. */
export class WatcherFailed extends Schema.TaggedError<WatcherFailed>()("WatcherFailed", {
  watcher: Schema.String,
  reason: Schema.String,
  cause: Schema.optionalKey(Schema.Defect())
}) {
  override get message(): string {
    return `${this.watcher}: ${this.reason}`
  }
}

/** A named stream of what is known about agents. The supervisor gives it its scope and its retries. */
export interface Watcher {
  readonly name: string
  readonly events: Stream.Stream<AgentEvent, WatcherFailed>
}

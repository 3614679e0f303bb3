/** The contract that a notifier implements; the built-in ones use it and no other. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { type Effect, Schema, type Scope } from "effect"

/** One thing that a person is told. All texts are one line without control characters. */
export interface Notification {
  /** Short and unique among those that stand. */
  readonly id: string
  readonly title: string
  readonly body: string
  readonly session: { readonly id: SessionId; readonly name: string }
  /** Null where a script said it. */
  readonly agent: string | null
  /** Null where a script said it. */
  readonly status: AgentStatus | null
  readonly reason: string | null
  readonly paneId: PaneId | null
}

/** Why somebody could not be told. It is logged and shown; the next notification is tried again. */
export class NotifierFailed extends Schema.TaggedError<NotifierFailed>()("NotifierFailed", {
  notifier: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `notifications by ${this.notifier}: ${this.reason}`
  }
}

/** A way to tell a person something. `name` is the word for it in the configuration. */
export interface Notifier {
  readonly name: string
  /** Tells it. The notification stands until its scope closes: a finalizer takes it back where that can be done. */
  notify(notification: Notification): Effect.Effect<void, NotifierFailed, Scope.Scope>
}

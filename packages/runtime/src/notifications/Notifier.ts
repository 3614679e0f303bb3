/** The contract that a notifier implements; the built-in ones use it and no other. */
import { AgentStatus } from "@opensessions/protocol/Agent"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { type Effect, Schema, type Scope } from "effect"

/** One thing that a person is told. All texts are one line without control characters. */
export const Notification = Schema.Struct({
  /** Short and unique among those that stand. */
  id: Schema.String,
  title: Schema.String,
  body: Schema.String,
  session: Schema.Struct({ id: SessionId, name: Schema.String }),
  /** Null where a script said it. */
  agent: Schema.NullOr(Schema.String),
  /** Null where a script said it. */
  status: Schema.NullOr(AgentStatus),
  reason: Schema.NullOr(Schema.String),
  paneId: Schema.NullOr(PaneId)
})
export type Notification = typeof Notification.Type

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

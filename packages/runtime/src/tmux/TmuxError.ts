/** What can go wrong between us and tmux. Both end at the caller of the command, who knows what it was for. */
import { Schema } from "effect"

/** tmux answered with an error; `reason` is its own sentence. */
export class TmuxCommandFailed extends Schema.TaggedError<TmuxCommandFailed>()("TmuxCommandFailed", {
  command: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `tmux ${this.command}: ${this.reason}`
  }
}

/** There is no tmux server at the other end (any more). */
export class TmuxGone extends Schema.TaggedError<TmuxGone>()("TmuxGone", { reason: Schema.String }) {
  override get message(): string {
    return `tmux server is gone: ${this.reason}`
  }
}

export type TmuxError = TmuxCommandFailed | TmuxGone

/** A command and its arguments, unquoted: `["rename-session", "-t", "$1", "any text; at all"]`. */
export type TmuxCommand = readonly [string, ...ReadonlyArray<string>]

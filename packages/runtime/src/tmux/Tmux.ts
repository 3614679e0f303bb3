/** tmux as a service: one persistent control-mode connection, commands with answers, notifications as a stream. */
import { Context, type Effect, Schema, type Stream } from "effect"
import type { Notification } from "./controlProtocol.ts"

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

/** A request of a key binding or hook: the words that it rang with, in order. */
export type Ring = ReadonlyArray<string>

export class Tmux extends Context.Service<
  Tmux,
  {
    /** Runs one command and gives its output lines. */
    run(command: TmuxCommand): Effect.Effect<ReadonlyArray<string>, TmuxError>
    /** Runs commands in one write, in order; the first error is the result, the others still run. */
    runAll(commands: ReadonlyArray<TmuxCommand>): Effect.Effect<ReadonlyArray<ReadonlyArray<string>>, TmuxError>
    /** All notifications from now on; after a reconnection `Reconnected` comes first. */
    readonly notifications: Stream.Stream<Notification>
    /** What hooks and key bindings rang. */
    readonly rings: Stream.Stream<Ring>
    /** The name of our own control client, to leave it out of client lists. */
    readonly ownClient: Effect.Effect<string>
    /** A tmux command string (for a hook or binding) that rings `rings` with these words; `#{…}` is expanded by tmux. */
    ringCommand(words: ReadonlyArray<string>): Effect.Effect<string>
    /** Completes when the tmux server has ended or no connection can be had any more. */
    readonly ended: Effect.Effect<void>
    /** The server's version, e.g. `3.3a`. */
    readonly version: Effect.Effect<string, TmuxError>
  }
>()("@opensessions/runtime/tmux/Tmux") {}

/** tmux as a service: one persistent control-mode connection, commands with answers, notifications as a stream. */
import { Context, Effect, Layer, type Stream } from "effect"
import { makeTmux } from "./makeTmux.ts"
import type { Notification, Ring } from "./Notification.ts"
import type { TmuxCommand, TmuxError, TmuxGone } from "./TmuxError.ts"

export type { Ring } from "./Notification.ts"
export { type TmuxCommand, TmuxCommandFailed, type TmuxError, TmuxGone } from "./TmuxError.ts"

export class Tmux extends Context.Service<
  Tmux,
  {
    /** Runs one command and gives its output lines. */
    run(command: TmuxCommand): Effect.Effect<ReadonlyArray<string>, TmuxError>
    /** Runs commands in one write, in order; the first error is the result, the others still run. */
    runAll(commands: ReadonlyArray<TmuxCommand>): Effect.Effect<ReadonlyArray<ReadonlyArray<string>>, TmuxError>
    /**
     * Runs commands whose answers come as `Answered` with this token among the `notifications`: there, and only there,
     * it can be told which changes an answer knows of. A connection that breaks brings `Reconnected` instead.
     */
    ask(token: number, commands: ReadonlyArray<TmuxCommand>): Effect.Effect<void, TmuxGone>
    /** All notifications from now on; after a reconnection `Reconnected` comes first. Unbounded: read it without delay. */
    readonly notifications: Stream.Stream<Notification>
    /** What key bindings and the launcher rang, from the connection on. For one reader. */
    readonly rings: Stream.Stream<Ring>
    /** The name of our own control client, to leave it out of client lists. Empty while there is no connection. */
    readonly ownClient: Effect.Effect<string>
    /** A tmux command string (for a hook or binding) that rings `rings` with these words; `#{…}` is expanded by tmux. */
    ringCommand(words: ReadonlyArray<string>): Effect.Effect<string>
    /** Completes when the tmux server has ended or no connection can be had any more. */
    readonly ended: Effect.Effect<void>
    /** Lines of the control protocol that we did not know, by keyword, since the connection stands. */
    readonly unknownLines: Effect.Effect<ReadonlyMap<string, number>>
    /** The server's version, e.g. `3.3a`. */
    readonly version: Effect.Effect<string, TmuxError>
  }
>()("@opensessions/runtime/tmux/Tmux") {
  /** Connects to the server at this socket; fails when there is none. Never starts one. */
  static readonly layer = (socketPath: string, options?: { readonly tmux?: string }) =>
    Layer.effect(Tmux, Effect.map(makeTmux({ socketPath, ...options }), Tmux.of))
}

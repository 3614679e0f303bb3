/** tmux behind the interface that other multiplexers implement. */
import type { SessionId } from "@opensessions/protocol/Ids"
import { noOrigin } from "@opensessions/protocol/Command"
import { Effect } from "effect"
import { actingClient } from "../commands/originOf.ts"
import { literalFormat } from "../tmux/literalFormat.ts"
import { Tmux, type TmuxCommand, type TmuxError } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { type Multiplexer, MultiplexerFailed } from "./Multiplexer.ts"

const name = "tmux"

const failed = (error: TmuxError) => new MultiplexerFailed({ multiplexer: name, reason: error.message })

/** Over the connection that the daemon has. */
export const tmuxMultiplexer = Effect.gen(function* () {
  const tmux = yield* Tmux
  const { changes, current } = yield* TmuxTopology
  const run = (...commands: ReadonlyArray<TmuxCommand>) => Effect.mapError(tmux.runAll(commands), failed)
  return {
    name,
    topology: changes,
    switchTo: Effect.fnUntraced(function* (client, sessionId) {
      // Without a name tmux would switch the daemon's own connection.
      const mover = client ?? actingClient(yield* current, noOrigin)?.name
      if (mover === undefined) return yield* new MultiplexerFailed({ multiplexer: name, reason: "nobody is attached" })
      yield* run(["switch-client", "-c", mover, "-t", sessionId])
    }),
    focusPane: (paneId) => Effect.asVoid(run(["select-window", "-t", paneId], ["select-pane", "-t", paneId])),
    newSession: (session, directory) =>
      Effect.map(
        run([
          "new-session",
          "-d",
          "-P",
          "-F",
          "#{session_id}",
          "-s",
          literalFormat(session),
          "-c",
          literalFormat(directory)
        ]),
        ([lines]) => (lines?.[0] ?? "") as SessionId
      ),
    renameSession: (sessionId, session) =>
      Effect.asVoid(run(["rename-session", "-t", sessionId, "--", literalFormat(session)])),
    killSession: (sessionId) => Effect.asVoid(run(["kill-session", "-t", sessionId]))
  } satisfies Multiplexer
})

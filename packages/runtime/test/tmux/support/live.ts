/** The layers of a live test, and how it waits for what it expects. */
import { Effect, Layer, Stream } from "effect"
import { Tmux } from "../../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../../src/tmux/TmuxTopology.ts"
import type { Topology } from "../../../src/tmux/Topology.ts"
import { TestServer } from "./TestServer.ts"

/** What a daemon has over one server, without the server. */
export const daemon = Layer.unwrap(
  Effect.map(TestServer, (server) => TmuxTopology.layer.pipe(Layer.provideMerge(Tmux.layer(server.socketPath))))
)

/** The same with a server of its own. */
export const live = daemon.pipe(Layer.provideMerge(TestServer.layer))

/** Waits for a topology that fits, the current one included, and gives it. */
export const topologyWith = Effect.fnUntraced(function* (fits: (topology: Topology) => boolean) {
  const { changes } = yield* TmuxTopology
  const found = Stream.runHead(Stream.take(Stream.filter(changes, fits), 1))
  return yield* Effect.flatMap(Effect.timeout(found, "5 seconds"), Effect.fromOption)
})

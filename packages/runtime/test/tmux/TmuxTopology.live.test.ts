import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../src/tmux/TmuxTopology.ts"
import { TestServer } from "./support/TestServer.ts"

const live = Layer.unwrap(
  Effect.map(TestServer, (server) => TmuxTopology.layer.pipe(Layer.provideMerge(Tmux.layer(server.socketPath))))
).pipe(Layer.provideMerge(TestServer.layer))

it.live("the first topology holds what is there", () =>
  Effect.gen(function* () {
    const topology = yield* (yield* TmuxTopology).current
    assert.deepStrictEqual([...topology.sessions.values()].map((session) => session.name).toSorted(), [
      "_os_stash",
      "first"
    ])
    assert.strictEqual(topology.clients.size, 0)
    assert.strictEqual(topology.panes.size, 2)
  }).pipe(Effect.provide(live))
)

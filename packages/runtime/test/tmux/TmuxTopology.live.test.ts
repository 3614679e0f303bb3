import { assert, describe, it } from "@effect/vitest"
import { Data, Effect, Layer, Schedule } from "effect"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../src/tmux/TmuxTopology.ts"
import { comparable, freshTopology, stashIsThere } from "./support/freshTopology.ts"
import { randomAction, seeded } from "./support/randomActions.ts"
import { TestServer } from "./support/TestServer.ts"

const live = Layer.unwrap(
  Effect.map(TestServer, (server) => TmuxTopology.layer.pipe(Layer.provideMerge(Tmux.layer(server.socketPath))))
).pipe(Layer.provideMerge(TestServer.layer))

class Disagreement extends Data.TaggedError("Disagreement")<{ readonly defect: unknown }> {}

/** Waits until the topology that events keep equals one read whole; fails with the difference after two seconds. */
const agrees = Effect.fnUntraced(function* (done: ReadonlyArray<string>) {
  const topology = yield* TmuxTopology
  const compare = Effect.gen(function* () {
    const fresh = comparable(yield* freshTopology)
    assert.deepStrictEqual(comparable(yield* topology.current), fresh, `after ${done.join(" ")}`)
  })
  yield* compare.pipe(
    Effect.catchDefect((defect) => Effect.fail(new Disagreement({ defect }))),
    Effect.retry(Schedule.spaced("10 millis").pipe(Schedule.upTo({ times: 100 }))),
    Effect.catchTag("Disagreement", ({ defect }) => Effect.die(defect))
  )
})

describe("the topology that events keep", () => {
  it.live("holds what is there from the start, our own client left out", () =>
    Effect.gen(function* () {
      const topology = yield* (yield* TmuxTopology).current
      assert.isTrue(stashIsThere(topology))
      assert.strictEqual(topology.sessions.size, 2)
      assert.strictEqual(topology.clients.size, 0)
    }).pipe(Effect.provide(live))
  )

  it.live.each([1, 2, 3])("equals a whole reading after each of 100 random actions, seed %i", (seed) =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const topology = yield* TmuxTopology
      const random = seeded(seed)
      yield* server.attach("first")
      for (let step = 0; step < 100; step++) {
        const now = yield* topology.current
        if (now.clients.size < 2)
          yield* server.attach([...now.sessions.values()].find((s) => s.name !== "_os_stash")?.id ?? "")
        const action = randomAction(yield* topology.current, random)
        yield* server.attempt(...action)
        yield* agrees(action)
      }
    }).pipe(Effect.provide(live))
  )
})

import { assert, describe, it } from "@effect/vitest"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Deferred, Effect, Layer, SubscriptionRef } from "effect"
import { TestClock } from "effect/testing"
import { ListeningPorts } from "../../src/ports/ListeningPorts.ts"
import { panesEdge, portsFeed } from "../../src/ports/portsFeed.ts"
import { ProcessTable } from "../../src/processes/ProcessTable.ts"
import { Fact } from "../../src/store/Fact.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { TmuxTopology } from "../../src/tmux/TmuxTopology.ts"
import { topology } from "../store/topologies.ts"
import { api, server, web } from "../store/world.ts"

const pane = "%1" as PaneId

/** A world whose pane %1 listens on what `listening` says. */
const world = Effect.gen(function* () {
  const shape = yield* SubscriptionRef.make(topology([api]))
  const ended = yield* Deferred.make<void>()
  const listening = { ports: [] as ReadonlyArray<number>, looks: 0 }
  const fakes = Layer.mergeAll(
    Layer.mock(TmuxTopology, { current: SubscriptionRef.get(shape), changes: SubscriptionRef.changes(shape) }),
    Layer.mock(ListeningPorts, {
      read: () =>
        Effect.sync(() => {
          listening.looks++
          const found = listening.ports.map((port) => ({ port, pid: 77, paneId: pane }))
          return new Map(found.length === 0 ? [] : [[pane, found]])
        })
    }),
    Layer.mock(ProcessTable, {
      startedAt: () => null,
      info: (pid) =>
        Effect.succeedSome({
          pid,
          ppid: 1,
          foregroundGroup: 1,
          startTime: "1",
          startedAt: 1,
          name: "x",
          zombie: false,
          stopped: false
        }),
      exit: () => Deferred.await(ended)
    })
  )
  return { ended, fakes, listening, shape }
})

describe("portsFeed", () => {
  it.effect("looks a few times after an edge, and then not any more", () =>
    Effect.gen(function* () {
      const { fakes, listening, shape } = yield* world
      yield* Effect.gen(function* () {
        yield* TestClock.adjust("1 hour")
        const first = listening.looks
        yield* TestClock.adjust("1 hour")
        assert.strictEqual(listening.looks, first)
        yield* SubscriptionRef.set(shape, topology([api, web]))
        yield* TestClock.adjust("1 hour")
        assert.strictEqual(listening.looks, first + 4)
      }).pipe(
        Effect.provide(portsFeed.pipe(Layer.provideMerge(SessionStore.layer(server, "/home/me")), Layer.provide(fakes)))
      )
    })
  )

  it.effect("tells of a server that listens some seconds after it was started, and of its end", () =>
    Effect.gen(function* () {
      const { ended, fakes, listening } = yield* world
      yield* Effect.gen(function* () {
        const store = yield* SessionStore
        yield* store.apply(Fact.TopologyChanged({ topology: topology([api]) }))
        const told = Effect.map(store.state, ({ sessions }) => sessions[0]?.ports.map(({ port }) => port))
        yield* TestClock.adjust("2 seconds")
        listening.ports = [3000]
        yield* TestClock.adjust("30 seconds")
        assert.deepStrictEqual(yield* told, [3000])
        listening.ports = []
        yield* Deferred.succeed(ended, undefined)
        yield* TestClock.adjust("2 seconds")
        assert.deepStrictEqual(yield* told, [])
      }).pipe(
        Effect.provide(portsFeed.pipe(Layer.provideMerge(SessionStore.layer(server, "/home/me")), Layer.provide(fakes)))
      )
    })
  )

  it.effect("a storm of edges is not a storm of looks", () =>
    Effect.gen(function* () {
      const { fakes, listening, shape } = yield* world
      yield* Effect.gen(function* () {
        for (let round = 0; round < 200; round++) {
          yield* SubscriptionRef.set(shape, topology(round % 2 === 0 ? [api, web] : [api]))
          yield* TestClock.adjust("100 millis")
        }
        assert.isAtLeast(listening.looks, 5)
        assert.isAtMost(listening.looks, 20)
      }).pipe(
        Effect.provide(portsFeed.pipe(Layer.provideMerge(SessionStore.layer(server, "/home/me")), Layer.provide(fakes)))
      )
    })
  )
})

it("our own panes are no edge", () => {
  const windows = { "@1": [...api.windows["@1"]!, { id: "%9", sidebar: true }] }
  assert.strictEqual(panesEdge(topology([api])), panesEdge(topology([{ ...api, windows }])))
  assert.notStrictEqual(panesEdge(topology([api])), panesEdge(topology([api, web])))
})

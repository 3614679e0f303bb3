import { assert, describe, it } from "@effect/vitest"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Fact } from "../../src/store/Fact.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { topology } from "./topologies.ts"

const store = SessionStore.layer({ version: "0", key: 1, port: null, pid: 1, startedAt: 0 }, "/home/me")
const api = topology([{ id: "$1", name: "api", windows: { "@1": [{ id: "%1" }] } }])
const sessionId = "$1" as SessionId
const pill = (text: string, expiresAt: number | null) => ({ text, tone: "info" as const, at: 0, expiresAt })

describe("the session store", () => {
  it.effect("answers an apply with the document that has the facts in it", () =>
    Effect.gen(function* () {
      const { apply } = yield* SessionStore
      const state = yield* apply(
        Fact.TopologyChanged({ topology: api }),
        Fact.StatusSet({ sessionId, status: pill("deploying", null) })
      )
      assert.strictEqual(state.sessions[0]?.metadata.status?.text, "deploying")
      const again = yield* apply(Fact.TopologyChanged({ topology: api }))
      assert.strictEqual(again.revision, state.revision)
    }).pipe(Effect.provide(store))
  )

  it.effect("S75: a thousand facts that wait together give a slow reader the newest document", () =>
    Effect.gen(function* () {
      const { apply, changes, submit } = yield* SessionStore
      yield* apply(Fact.TopologyChanged({ topology: api }))
      const reader = yield* changes.pipe(
        Stream.takeUntil((state) => state.sessions[0]?.metadata.status?.text === "999"),
        Stream.runCount,
        Effect.forkChild({ startImmediately: true })
      )
      for (let i = 0; i < 1000; i++) yield* submit(Fact.StatusSet({ sessionId, status: pill(String(i), null) }))
      assert.isBelow(yield* Fiber.join(reader), 100)
    }).pipe(Effect.provide(store))
  )

  it.effect("takes a status away when its time to live is over", () =>
    Effect.gen(function* () {
      const { apply, state } = yield* SessionStore
      yield* apply(Fact.TopologyChanged({ topology: api }), Fact.StatusSet({ sessionId, status: pill("x", 30_000) }))
      yield* TestClock.adjust("29 seconds")
      assert.isNotNull((yield* state).sessions[0]?.metadata.status)
      yield* TestClock.adjust("2 seconds")
      yield* apply()
      assert.isNull((yield* state).sessions[0]?.metadata.status)
    }).pipe(Effect.provide(store))
  )
})

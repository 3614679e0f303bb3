import { assert, describe, it } from "@effect/vitest"
import type { State } from "@opensessions/protocol/State"
import { Effect, Layer, Stream } from "effect"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Places } from "../../src/config/Places.ts"
import { SessionOrder } from "../../src/config/SessionOrder.ts"
import { orderFeed } from "../../src/feeds/orderFeed.ts"
import { Fact } from "../../src/store/Fact.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { placesForTest } from "../config/placesForTest.ts"
import { topology } from "../store/topologies.ts"

const server = { version: "0", key: 1, port: null, pid: 1, startedAt: 0 }

const named = (first: string) => {
  const session = (id: string, name: string, window: string) => ({ id, name, windows: { [window]: [] } })
  return Fact.TopologyChanged({ topology: topology([session("$1", first, "@1"), session("$2", "web", "@2")]) })
}

describe("the order of sessions", () => {
  it.live("S61: a session that somebody else renames keeps its place, in the file too", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const file = join(places.configDirectory, "session-order.json")
      mkdirSync(places.configDirectory, { recursive: true })
      writeFileSync(file, '["theirs", "web", "api"]')
      const feed = orderFeed.pipe(
        Layer.provideMerge(SessionStore.layer(server, "/home/me")),
        Layer.provide(SessionOrder.layer),
        Layer.provide(Layer.succeed(Places, places))
      )
      yield* Effect.gen(function* () {
        const store = yield* SessionStore
        yield* store.apply(named("api"))
        const names = ({ sessions }: State) => sessions.map(({ name }) => name).join()
        yield* store.changes.pipe(
          Stream.takeUntil((state) => names(state) === "web,api"),
          Stream.runDrain
        )
        yield* store.apply(named("api2"))
        const inFile = Effect.sync(() => readFileSync(file, "utf8"))
        const kept = yield* inFile.pipe(
          Effect.delay("5 millis"),
          Effect.repeat({ until: (text) => text.includes("api2") })
        )
        // The former name stays: a session of another tmux server may have it.
        assert.deepStrictEqual(JSON.parse(kept), ["theirs", "web", "api", "api2"])
      }).pipe(Effect.provide(feed))
    })
  )
})

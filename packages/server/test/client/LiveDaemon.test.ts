import { assert, describe, it, layer } from "@effect/vitest"
import { Command, noOrigin } from "@opensessions/protocol/Command"
import { Places } from "@opensessions/runtime/config/Places"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Exit, Layer, Option, Queue, Ref, Scope, Stream } from "effect"
import { LiveDaemon } from "../../src/client/LiveDaemon.ts"
import { HttpLive } from "../../src/http/HttpLive.ts"
import { scratchPlaces } from "../daemon/scratch.ts"
import { Asked, baseIn, environment, TestDaemon } from "../http/testDaemon.ts"

const { cases } = Command

layer(LiveDaemon.layer.pipe(Layer.provideMerge(TestDaemon)), { excludeTestServices: true })(
  "a client that stays",
  (it) => {
    it.effect("gets the state first, then each change", () =>
      Effect.gen(function* () {
        const { states } = yield* LiveDaemon
        const store = yield* SessionStore
        const seen = yield* Queue.unbounded<string>()
        yield* states.pipe(
          Stream.runForEach(({ theme }) => Queue.offer(seen, theme)),
          Effect.forkScoped
        )
        const first = yield* Queue.take(seen)
        assert.strictEqual(first, (yield* store.state).theme)
        yield* store.apply(Fact.ThemeChanged({ theme: "nord" }))
        assert.strictEqual(yield* Queue.take(seen), "nord")
      })
    )

    it.effect("commands, and is told what can't be done", () =>
      Effect.gen(function* () {
        const daemon = yield* LiveDaemon
        const toggle = cases.ToggleSidebar.make({ origin: noOrigin })
        yield* daemon.run(toggle)
        assert.deepStrictEqual((yield* Ref.get(yield* Asked)).at(-1), toggle)
        const next = cases.SwitchRelative.make({ origin: noOrigin, by: 1, landing: "content" })
        const refused = yield* Effect.flip(daemon.run(next))
        assert.deepStrictEqual([refused._tag, refused.message], ["CommandRefused", "there is no next session"])
      })
    )

    it.effect("asks why an agent is shown as it is", () =>
      Effect.gen(function* () {
        const daemon = yield* LiveDaemon
        assert.deepStrictEqual(
          (yield* daemon.explain("%1")).map(({ agent }) => agent),
          ["codex"]
        )
        assert.deepStrictEqual(yield* daemon.explain("%9"), [])
      })
    )

    it.effect("a slow one gets the newest state and none of those between", () =>
      Effect.gen(function* () {
        const { states } = yield* LiveDaemon
        const store = yield* SessionStore
        const widths = yield* states.pipe(
          Stream.map(({ sidebarWidth }) => sidebarWidth),
          Stream.tap((width) =>
            width === 40
              ? Effect.void
              : Effect.forEach([31, 32, 33, 34, 40], (columns) => store.apply(Fact.WidthChanged({ columns })), {
                  discard: true
                })
          ),
          Stream.takeUntil((width) => width === 40),
          Stream.runCollect
        )
        assert.isAtMost(widths.length, 4)
      })
    )
  }
)

describe("a client of another version of the protocol", () => {
  it.live.each([0, 2, 999])("is refused with what to do: %i", (version) =>
    Effect.gen(function* () {
      const daemon = yield* LiveDaemon
      for (const asked of [
        Stream.runDrain(daemon.states),
        daemon.run(cases.ToggleSidebar.make({ origin: noOrigin }))
      ]) {
        const refused = yield* Effect.flip(asked)
        assert.strictEqual(refused._tag, "ProtocolRefused")
        assert.match(refused.message, new RegExp(`version 1, .* version ${version} .*opensessions restart`))
      }
      assert.deepStrictEqual(yield* Ref.get(yield* Asked), [])
    }).pipe(Effect.provide(LiveDaemon.layerOf(version).pipe(Layer.provideMerge(TestDaemon))))
  )
})

describe("a client that stays longer than the daemon", () => {
  it.live("is told that nobody is there, and goes on with the next daemon's state", () =>
    Effect.gen(function* () {
      const places = yield* scratchPlaces
      const here = Layer.succeed(Places, places)
      const start = Effect.fnUntraced(function* (theme: string) {
        const scope = yield* Scope.make()
        const daemon = HttpLive.pipe(
          Layer.provideMerge(baseIn(here, places.key)),
          Layer.provide(environment({ OPENSESSIONS_PORT: "0" }))
        )
        const context = yield* Layer.buildWithScope(Layer.fresh(daemon), scope)
        yield* Effect.provide(
          Effect.flatMap(SessionStore, (store) => store.apply(Fact.ThemeChanged({ theme }))),
          context
        )
        return { stop: Scope.close(scope, Exit.void) }
      })
      const first = yield* start("nord")
      const client = yield* Layer.build(LiveDaemon.layer.pipe(Layer.provide(here)))
      yield* Effect.gen(function* () {
        const { run, states } = yield* LiveDaemon
        const seen = yield* Queue.unbounded<string>()
        yield* states.pipe(
          Stream.map(({ theme }) => theme),
          Stream.runForEach((theme) => Queue.offer(seen, theme)),
          Effect.forkScoped
        )
        assert.strictEqual(yield* Queue.take(seen), "nord")
        yield* first.stop
        const nobody = yield* Effect.flip(run(cases.ToggleSidebar.make({ origin: noOrigin })))
        assert.strictEqual(nobody._tag, "NoDaemon")
        const second = yield* start("dracula")
        let theme = ""
        while (theme !== "dracula") theme = yield* Queue.take(seen)
        yield* run(cases.ToggleSidebar.make({ origin: noOrigin }))
        yield* second.stop
        assert.isTrue(Option.isNone(yield* Queue.poll(seen)))
      }).pipe(Effect.provide(client))
    }).pipe(Effect.scoped, Effect.timeout("10 seconds"))
  )
})

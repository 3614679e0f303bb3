import { assert, describe, it } from "@effect/vitest"
import { Context, Deferred, Effect, Layer, Queue, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import { AgentPanes } from "../../src/agents/AgentPanes.ts"
import { AgentWatchers } from "../../src/agents/AgentWatchers.ts"
import { Places } from "../../src/config/Places.ts"
import { Settings } from "../../src/config/Settings.ts"
import { FileEvents } from "../../src/files/FileEvents.ts"
import { FileTail } from "../../src/files/FileTail.ts"
import { Multiplexers } from "../../src/multiplexer/Multiplexers.ts"
import { Notifiers } from "../../src/notifications/Notifiers.ts"
import { type Plugin, PluginFailed, type PluginHealth } from "../../src/plugins/Plugin.ts"
import { PluginLoader } from "../../src/plugins/PluginLoader.ts"
import { Plugins } from "../../src/plugins/Plugins.ts"
import { Themes } from "../../src/plugins/Themes.ts"
import { ProcessTable } from "../../src/processes/ProcessTable.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { placesForTest } from "../config/placesForTest.ts"

/** A daemon with one plugin `p`, which is what `plugin` gives at each start of it. */
const daemon = Effect.fnUntraced(function* (plugin: (start: number) => Effect.Effect<Plugin, PluginFailed>) {
  const notices = yield* Ref.make<string | null>(null)
  const starts = yield* Queue.unbounded<number>()
  let started = 0
  const loader = Layer.mock(PluginLoader, {
    load: () =>
      Effect.suspend(() => {
        started += 1
        Queue.offerUnsafe(starts, started)
        return plugin(started)
      })
  })
  const store = Layer.mock(SessionStore, {
    submit: (fact) => (fact._tag === "NoticeChanged" ? Ref.set(notices, fact.text) : Effect.void)
  })
  const settings = Layer.mock(Settings, { current: Effect.succeed({ plugins: ["p"] }), changes: Stream.never })
  const offered = Layer.mergeAll(
    AgentWatchers.layer,
    Layer.mock(AgentPanes, {}),
    Layer.mock(FileEvents, {}),
    Layer.mock(FileTail, {}),
    Layer.mock(ProcessTable, {}),
    Multiplexers.layer,
    Notifiers.layer,
    Themes.layer,
    Layer.effect(Places, placesForTest)
  )
  const surroundings = Layer.mergeAll(offered, loader, store, settings)
  const context = yield* Layer.build(Plugins.layer.pipe(Layer.provideMerge(surroundings)))
  const health = Effect.map(Context.get(context, Plugins).health, ([first]): PluginHealth | undefined => first)
  return { context, health, notice: Ref.get(notices), starts }
})

const settled = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow)

describe("Plugins", () => {
  it.effect("a plugin's watcher is one of the daemon's, under its plugin's name", () =>
    Effect.gen(function* () {
      const { context, health } = yield* daemon(() =>
        Effect.succeed(AgentWatchers.add(Effect.succeed({ name: "w", events: Stream.never })))
      )
      yield* settled
      const watchers = yield* Context.get(context, AgentWatchers).health
      assert.deepStrictEqual(
        watchers.map(({ name, state }) => [name, state]),
        [["p: w", "running"]]
      )
      assert.strictEqual((yield* health)?.state, "running")
    })
  )

  it.effect.each<[string, Effect.Effect<Plugin, PluginFailed>, string]>([
    ["that can't be loaded", Effect.fail(new PluginFailed({ plugin: "p", reason: "no luck" })), "no luck"],
    ["with a defect", Effect.succeed(Layer.effectDiscard(Effect.die(new Error("a bug\nwith a stack")))), "a bug"],
    [
      "that fails",
      Effect.succeed(Layer.effectDiscard(Effect.fail(new PluginFailed({ plugin: "p", reason: "no file" })))),
      "no file"
    ]
  ])("one %s is named, and started again later and later", ([, plugin, reason]) =>
    Effect.gen(function* () {
      const { health, notice, starts } = yield* daemon(() => plugin)
      yield* settled
      assert.strictEqual(yield* notice, `plugin p failed: ${reason}`)
      for (const seconds of [1, 2, 4]) {
        yield* TestClock.adjust(`${seconds} seconds`)
        yield* settled
      }
      assert.deepStrictEqual(yield* Queue.takeAll(starts), [1, 2, 3, 4])
      const now = yield* health
      assert.deepStrictEqual([now?.state, now?.failures, now?.lastFailure], ["retrying", 4, reason])
    })
  )

  it.effect("one that never ends its start is given up, and what it had registered goes", () =>
    Effect.gen(function* () {
      const reached = yield* Deferred.make<void>()
      const watcher = AgentWatchers.add(Effect.succeed({ name: "w", events: Stream.never }))
      const endless = Layer.effectDiscard(Effect.andThen(Deferred.succeed(reached, undefined), Effect.never))
      const { context, notice } = yield* daemon(() => Effect.succeed(Layer.provideMerge(endless, watcher)))
      yield* Deferred.await(reached)
      assert.strictEqual((yield* Context.get(context, AgentWatchers).health).length, 1)
      yield* TestClock.adjust("10 seconds")
      yield* settled
      assert.strictEqual(yield* notice, "plugin p failed: it has not started within 10 seconds")
      assert.deepStrictEqual(yield* Context.get(context, AgentWatchers).health, [])
    })
  )

  it.effect("one that works at the second try is quiet again", () =>
    Effect.gen(function* () {
      const { health, notice } = yield* daemon((start) =>
        start === 1 ? Effect.fail(new PluginFailed({ plugin: "p", reason: "not yet" })) : Effect.succeed(Layer.empty)
      )
      yield* settled
      yield* TestClock.adjust("1 second")
      yield* settled
      assert.isNull(yield* notice)
      assert.strictEqual((yield* health)?.state, "running")
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Stream } from "effect"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Places } from "../../src/config/Places.ts"
import { SessionOrder } from "../../src/config/SessionOrder.ts"
import { placesForTest } from "./placesForTest.ts"

const world = Effect.gen(function* () {
  const places = yield* placesForTest
  const start = Layer.build(SessionOrder.layer.pipe(Layer.provide(Layer.succeed(Places, places)))).pipe(
    Effect.map((context) => Context.get(context, SessionOrder))
  )
  mkdirSync(places.configDirectory, { recursive: true })
  return { start, file: join(places.configDirectory, "session-order.json") }
})

describe("SessionOrder", () => {
  it.live("two daemons share the file: each moves its own sessions and hears of the other's", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world
      const [one, two] = [yield* start, yield* start]
      yield* one.save({ order: ["a", "b"], hidden: ["b"] })
      yield* two.save({ order: ["x", "y"], hidden: [] })
      yield* one.save({ order: ["b", "a"], hidden: [] })
      assert.deepStrictEqual(JSON.parse(readFileSync(file, "utf8")), ["b", "a", "x", "y"])
      yield* two.changes.pipe(
        Stream.filter(({ order }) => order[0] === "b"),
        Stream.take(1),
        Stream.runDrain,
        Effect.timeout("5 seconds")
      )
    })
  )

  it.live("an edit by hand applies live; a broken file is named, kept, and not written over", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world
      const order = yield* start
      writeFileSync(file, '{"order": ["z", "y"], "hidden": ["q"]}')
      yield* order.changes.pipe(
        Stream.filter(({ hidden }) => hidden.includes("q")),
        Stream.take(1),
        Stream.runDrain,
        Effect.timeout("5 seconds")
      )
      writeFileSync(file, '["z",')
      yield* order.problem.pipe(Effect.delay("5 millis"), Effect.repeat({ until: (problem) => problem !== null }))
      assert.strictEqual(yield* order.problem, `${file}:1: the text ends where a value should be`)
      yield* order.save({ order: ["z"], hidden: [] })
      assert.strictEqual(readFileSync(file, "utf8"), '["z",')
    })
  )

  it.live("S90: an order that can't be written holds, and is written as soon as it can be", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world
      // A file where the directory should be: refused to every user, root included.
      rmSync(dirname(file), { recursive: true })
      writeFileSync(dirname(file), "")
      const order = yield* start
      yield* order.save({ order: ["b", "a"], hidden: [] })
      assert.deepStrictEqual((yield* order.current).order, ["b", "a"])
      assert.include((yield* order.problem) ?? "", "can't be written")
      rmSync(dirname(file))
      yield* order.problem.pipe(Effect.delay("5 millis"), Effect.repeat({ until: (problem) => problem === null }))
      assert.deepStrictEqual(JSON.parse(readFileSync(file, "utf8")), ["b", "a"])
      assert.deepStrictEqual((yield* order.current).order, ["b", "a"])
    })
  )
})

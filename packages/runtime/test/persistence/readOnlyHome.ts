/** A daemon in a home that can't be written, until it can: `node readOnlyHome.ts PLACES [crash]`. Prints what it found. */
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { chmodSync, readdirSync } from "node:fs"
import { Places } from "../../src/config/Places.ts"
import type { DaemonPlaces } from "../../src/config/DaemonPlaces.ts"
import { Memory } from "../../src/persistence/Memory.ts"
import type { Remembered } from "../../src/store/Remembered.ts"
import { remembered } from "./rememberedForTest.ts"

export interface ReadOnlyHome {
  readonly loaded: Remembered | null
  /** At the start, after a change, after another one that came too soon after the home was mended, and later. */
  readonly problems: ReadonlyArray<string | null>
  /** What the next daemon finds. */
  readonly saved: Remembered | null
}

const [text, crash] = process.argv.slice(2) as [string, string | undefined]
const places = JSON.parse(text) as DaemonPlaces
const memoryLayer = Memory.layer.pipe(Layer.provide(Layer.succeed(Places, places)))

const mend = Effect.sync(() => {
  chmodSync(places.stateDirectory, 0o700)
  for (const name of readdirSync(places.stateDirectory)) chmodSync(`${places.stateDirectory}/${name}`, 0o600)
})

const saves = Effect.gen(function* () {
  const memory = yield* Memory
  if (crash !== undefined) {
    yield* memory.save(remembered)
    process.kill(process.pid, "SIGKILL")
  }
  const loaded = yield* memory.load
  const problems = [yield* memory.problem]
  const save = Effect.fnUntraced(function* (width: number) {
    yield* memory.save({ ...remembered, width })
    problems.push(yield* memory.problem)
  })
  yield* save(50)
  yield* mend
  yield* save(60)
  yield* TestClock.adjust("10 seconds")
  yield* save(61)
  return { loaded, problems }
}).pipe(Effect.provide(Layer.fresh(memoryLayer)))

const reads = Effect.flatMap(Memory, (memory) => memory.load).pipe(Effect.provide(Layer.fresh(memoryLayer)))

const program = Effect.gen(function* () {
  const found = yield* saves
  return { ...found, saved: yield* reads } satisfies ReadOnlyHome
}).pipe(Effect.provide(TestClock.layer()))

process.stdout.write(JSON.stringify(await Effect.runPromise(program)))

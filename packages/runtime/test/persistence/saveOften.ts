/** A daemon that has much to remember: `node saveOften.ts PLACES TIMES`. Prints its problem. */
import { Effect, Layer } from "effect"
import { Places } from "../../src/config/Places.ts"
import { Memory } from "../../src/persistence/Memory.ts"
import { remembered, session } from "./rememberedForTest.ts"

const [places, times] = process.argv.slice(2) as [string, string]

const program = Effect.gen(function* () {
  const memory = yield* Memory
  for (let round = 1; round <= Number(times); round++) {
    const sessions = Array.from({ length: 20 }, (_, index) => session(`$${index}`, round))
    yield* memory.save({ ...remembered, width: 20 + round, sessions })
  }
  return yield* memory.problem
}).pipe(Effect.provide(Memory.layer.pipe(Layer.provide(Layer.succeed(Places, JSON.parse(places))))))

process.stdout.write(`${JSON.stringify(await Effect.runPromise(program))}\n`)

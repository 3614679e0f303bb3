import { assert, describe, it } from "@effect/vitest"
import { Command, noOrigin } from "@opensessions/protocol/Command"
import { Deferred, Effect, Fiber } from "effect"
import { latestWins } from "../../src/host/latestWins.ts"
import { sessionId } from "../view/states.ts"

const { MoveSession, SetWidth, SwitchToSession } = Command.cases
const to = (id: number) => SwitchToSession.make({ origin: noOrigin, sessionId: sessionId(id), landing: "sidebar" })

/** Runs commands that take until they are let go. */
const slow = Effect.gen(function* () {
  const begun: Array<Command> = []
  const gate = yield* Deferred.make<void>()
  const run = latestWins((command) => {
    begun.push(command)
    return Deferred.await(gate)
  })
  return { begun, run, letGo: Deferred.succeed(gate, undefined) }
})

describe("commands of a key that is held", () => {
  it.effect("S66: the first is done, then the newest; nothing between", () =>
    Effect.gen(function* () {
      const { begun, letGo, run } = yield* slow
      const fibers = yield* Effect.forEach([to(1), to(2), to(3), to(4)], (command) =>
        Effect.forkChild(run(command), { startImmediately: true })
      )
      assert.deepStrictEqual(begun, [to(1)])
      yield* letGo
      yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(begun, [to(1), to(4)])
      yield* run(to(2))
      assert.deepStrictEqual(begun, [to(1), to(4), to(2)])
    })
  )

  it.effect("of other kinds do not wait for each other, and each step of a move counts", () =>
    Effect.gen(function* () {
      const { begun, letGo, run } = yield* slow
      const move = MoveSession.make({ sessionId: sessionId(1), by: 1 })
      const commands = [to(1), SetWidth.make({ columns: 30 }), move, move]
      const fibers = yield* Effect.forEach(commands, (command) =>
        Effect.forkChild(run(command), { startImmediately: true })
      )
      assert.deepStrictEqual(begun, commands)
      yield* letGo
      yield* Effect.forEach(fibers, Fiber.join)
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Commands } from "@opensessions/runtime/commands/Commands"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import { emptyTopology, stashName, type Topology } from "@opensessions/runtime/tmux/Topology"
import { TmuxTopology } from "@opensessions/runtime/tmux/TmuxTopology"
import { Effect, Fiber, Layer, SubscriptionRef } from "effect"
import { TestClock } from "effect/testing"
import { HandOver } from "../../src/composition/HandOver.ts"
import { type Ending, lifetime } from "../../src/composition/lifetime.ts"

/** A tmux that has sessions of these names. */
const withSessions = (...names: ReadonlyArray<string>): Topology => ({
  ...emptyTopology,
  sessions: new Map(
    names.map((name, at) => {
      const id = `$${at}` as SessionId
      return [id, { id, name, createdAt: 0, path: "/", group: null, windows: [], currentWindow: null }]
    })
  )
})

/** A daemon that has just begun, in a tmux that can be changed. */
const begun = Effect.fnUntraced(function* (topology: Topology) {
  const ref = yield* SubscriptionRef.make(topology)
  const services = Layer.mergeAll(
    Layer.mock(Commands, { quitRequested: Effect.never }),
    Layer.mock(Tmux, { ended: Effect.never }),
    Layer.mock(TmuxTopology, { current: SubscriptionRef.get(ref), changes: SubscriptionRef.changes(ref) }),
    HandOver.layer
  )
  const fiber = yield* Effect.forkChild(Effect.provide(lifetime, services))
  const after = (time: "9 seconds" | "1 second" | "1 hour") =>
    Effect.as(TestClock.adjust(time), fiber).pipe(
      Effect.map((running: Fiber.Fiber<Ending>) => {
        const exit = running.pollUnsafe()
        return exit?._tag === "Success" ? exit.value.reason : null
      })
    )
  return { after, becomes: (next: Topology) => SubscriptionRef.set(ref, next) }
})

describe("a daemon that finds no session of a person", () => {
  for (const [what, topology] of [
    ["nothing at all", emptyTopology],
    ["its own stash", withSessions(stashName)]
  ] as const)
    it.effect(`but ${what} ends after ten seconds`, () =>
      Effect.gen(function* () {
        const { after } = yield* begun(topology)
        assert.isNull(yield* after("9 seconds"))
        assert.strictEqual(yield* after("1 second"), "there is no user session")
      })
    )

  it.effect("is kept by one that comes within these seconds, and ends with it", () =>
    Effect.gen(function* () {
      const { after, becomes } = yield* begun(withSessions(stashName))
      assert.isNull(yield* after("9 seconds"))
      yield* becomes(withSessions(stashName, "api"))
      assert.isNull(yield* after("1 hour"))
      yield* becomes(withSessions(stashName))
      assert.strictEqual(yield* after("1 second"), "no user session is left")
    })
  )
})

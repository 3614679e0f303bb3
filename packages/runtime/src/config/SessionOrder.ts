/** `session-order.json`: the order of sessions and which are hidden, shared by the daemons of all tmux servers. */
import { Context, Effect, Layer, Result, Semaphore, Stream, SubscriptionRef } from "effect"
import { join } from "node:path"
import { Places } from "./Places.ts"
import {
  mergeSessionOrder,
  noOrder,
  type OrderOfSessions,
  parseSessionOrder,
  writeSessionOrder
} from "./sessionOrderFile.ts"
import { readTextFile, withFileLock, writeTextFile } from "./TextFile.ts"
import { textFileChanges } from "./watchTextFile.ts"

interface Known {
  readonly order: OrderOfSessions
  readonly problem: string | null
}

export class SessionOrder extends Context.Service<
  SessionOrder,
  {
    readonly current: Effect.Effect<OrderOfSessions>
    /** The current order first, then each change of it or of `problem`. */
    readonly changes: Stream.Stream<OrderOfSessions>
    /** What is wrong with the file now, with file, line and reason; null where it is fine. */
    readonly problem: Effect.Effect<string | null>
    /** Writes the order and hidden set of the sessions of this tmux server (all of them), and leaves those of others alone. */
    save(mine: OrderOfSessions): Effect.Effect<void>
  }
>()("@opensessions/runtime/config/SessionOrder") {
  static readonly layer = Layer.effect(
    SessionOrder,
    Effect.gen(function* () {
      const { configDirectory } = yield* Places
      const path = join(configDirectory, "session-order.json")
      const known = yield* SubscriptionRef.make<Known>({ order: noOrder, problem: null })
      const oneAtATime = yield* Semaphore.make(1)

      const hasProblem = Effect.fnUntraced(function* (problem: string) {
        const before = yield* SubscriptionRef.get(known)
        if (before.problem !== problem) yield* Effect.logWarning(problem)
        yield* SubscriptionRef.set(known, { ...before, problem })
      })

      /** Null where the file is broken, so that nothing may be written. */
      const readFile = Effect.fnUntraced(function* () {
        const text = yield* readTextFile(path)
        const parsed = text === null ? Result.succeed(noOrder) : parseSessionOrder(text)
        if (Result.isFailure(parsed)) {
          yield* hasProblem(`${path}:${parsed.failure}`)
          return null
        }
        return { text, order: parsed.success }
      })

      const read = Effect.flatMap(readFile(), (found) =>
        found === null ? Effect.void : SubscriptionRef.set(known, { order: found.order, problem: null })
      ).pipe(
        Effect.catch((error) => hasProblem(error.message)),
        oneAtATime.withPermits(1)
      )

      /** What could not be written. */
      let unwritten: OrderOfSessions | null = null

      const save = Effect.fn("SessionOrder.save")(function* (mine: OrderOfSessions) {
        const write = Effect.gen(function* () {
          const found = yield* readFile()
          unwritten = null
          if (found === null) return
          const order = mergeSessionOrder(found.order, mine)
          const text = writeSessionOrder(order, found.text)
          if (text !== found.text) yield* writeTextFile(path, text)
          yield* SubscriptionRef.set(known, { order, problem: null })
        })
        yield* SubscriptionRef.update(known, (before) => ({ ...before, order: mergeSessionOrder(before.order, mine) }))
        yield* write.pipe(
          withFileLock(path),
          Effect.catch((error) => {
            unwritten = mine
            return hasProblem(error.message)
          }),
          oneAtATime.withPermits(1)
        )
      })

      /** Nothing to write: reads. */
      const catchUp = Effect.suspend(() => (unwritten === null ? read : save(unwritten)))

      yield* read
      yield* Effect.addFinalizer(() => catchUp)
      yield* textFileChanges(path).pipe(
        Stream.runForEach(() => catchUp),
        Effect.forkScoped
      )
      return SessionOrder.of({
        current: Effect.map(SubscriptionRef.get(known), ({ order }) => order),
        changes: SubscriptionRef.changes(known).pipe(
          Stream.changes,
          Stream.map(({ order }) => order)
        ),
        problem: Effect.map(SubscriptionRef.get(known), ({ problem }) => problem),
        save
      })
    })
  )
}

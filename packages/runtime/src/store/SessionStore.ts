/** The one writer of state: facts go in, the state document comes out. */
import type { Server, State } from "@opensessions/protocol/State"
import { Clock, Context, Deferred, Effect, FiberHandle, Layer, Queue, Ref, Stream, SubscriptionRef } from "effect"
import { nextExpiry } from "./expiry.ts"
import { Fact } from "./Fact.ts"
import { initialModel, type Model } from "./Model.ts"
import { project } from "./project.ts"
import { reduce } from "./reduce.ts"

interface Submission {
  readonly facts: ReadonlyArray<Fact>
  readonly applied: Deferred.Deferred<State> | null
}

export class SessionStore extends Context.Service<
  SessionStore,
  {
    submit(...facts: ReadonlyArray<Fact>): Effect.Effect<void>
    /** Returns when these facts are in the state. */
    apply(...facts: ReadonlyArray<Fact>): Effect.Effect<State>
    readonly state: Effect.Effect<State>
    /** The current state first, then each change; newest wins for a slow reader. */
    readonly changes: Stream.Stream<State>
    /** Everything that is known, evidence included, for `explain` and persistence. */
    readonly model: Effect.Effect<Model>
  }
>()("@opensessions/runtime/store/SessionStore") {
  /** Facts that wait together are applied together: a burst of a thousand gives one document. */
  static readonly layer = (server: Server, home: string) => Layer.effect(SessionStore, make(server, home))
}

const make = Effect.fnUntraced(function* (server: Server, home: string) {
  const inbox = yield* Queue.unbounded<Submission>()
  const model = yield* Ref.make(initialModel(server, home))
  const state = yield* SubscriptionRef.make(project(yield* Ref.get(model), null))
  const expiry = yield* FiberHandle.make()

  const write = (submissions: ReadonlyArray<Submission>) =>
    Effect.gen(function* () {
      const before = yield* Ref.get(model)
      const after = submissions.flatMap(({ facts }) => facts).reduce(reduce, before)
      const former = yield* SubscriptionRef.get(state)
      const document = after === before ? former : project(after, former)
      yield* Ref.set(model, after)
      if (document !== former) yield* SubscriptionRef.set(state, document)
      if (after.metadata !== before.metadata) yield* scheduleExpiry(after)
    }).pipe(
      Effect.catchCause((cause) => Effect.logError("the store could not apply a fact", cause)),
      Effect.andThen(SubscriptionRef.get(state)),
      Effect.flatMap((document) =>
        Effect.forEach(
          submissions,
          ({ applied }) => (applied === null ? Effect.void : Deferred.succeed(applied, document)),
          { discard: true }
        )
      )
    )

  const scheduleExpiry = (current: Model) =>
    Effect.gen(function* () {
      const at = nextExpiry(current)
      if (at === null) return yield* FiberHandle.clear(expiry)
      const now = yield* Clock.currentTimeMillis
      const later = Effect.gen(function* () {
        yield* Effect.sleep(Math.max(0, at - now))
        yield* submit(Fact.TimePassed({ now: yield* Clock.currentTimeMillis }))
      })
      yield* FiberHandle.run(expiry, later)
    })

  const submit = (...facts: ReadonlyArray<Fact>) => Effect.asVoid(Queue.offer(inbox, { facts, applied: null }))

  yield* Queue.takeAll(inbox).pipe(Effect.flatMap(write), Effect.forever, Effect.forkScoped)

  return SessionStore.of({
    submit,
    apply: Effect.fn("SessionStore.apply")(function* (...facts) {
      const applied = yield* Deferred.make<State>()
      yield* Queue.offer(inbox, { facts, applied })
      return yield* Deferred.await(applied)
    }),
    state: SubscriptionRef.get(state),
    changes: SubscriptionRef.changes(state).pipe(Stream.buffer({ capacity: 1, strategy: "sliding" })),
    model: Ref.get(model)
  })
})

/** Tells the store the order of sessions that `session-order.json` has, at start and live. */
import { Effect, Layer, Stream } from "effect"
import { SessionOrder } from "../config/SessionOrder.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

export const orderFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const sessionOrder = yield* SessionOrder
    yield* sessionOrder.changes.pipe(
      Stream.runForEach(({ order }) =>
        Effect.gen(function* () {
          const problem = yield* sessionOrder.problem
          yield* store.submit(Fact.OrderChanged({ order }), Fact.NoticeChanged({ key: "session-order", text: problem }))
        })
      ),
      Effect.forkScoped
    )
  })
)

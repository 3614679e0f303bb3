/** Tells the store the order of sessions that `session-order.json` has, and the file what they are called now. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import { Effect, Layer, Stream } from "effect"
import { SessionOrder } from "../config/SessionOrder.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** At start and live. */
const follow = Effect.gen(function* () {
  const store = yield* SessionStore
  const sessionOrder = yield* SessionOrder
  yield* sessionOrder.changes.pipe(
    Stream.runForEach(({ order }) =>
      Effect.gen(function* () {
        const problem = yield* sessionOrder.problem
        yield* store.submit(Fact.OrderChanged({ order }), Fact.NoticeChanged({ key: "session-order", text: problem }))
      })
    )
  )
})

/** The file calls sessions by their names: after one was renamed, by whomever, it keeps its place (S61). */
const keepRenamed = Effect.gen(function* () {
  const store = yield* SessionStore
  const sessionOrder = yield* SessionOrder
  let names: ReadonlyMap<SessionId, string> = new Map()

  const keep = Effect.fnUntraced(function* (sessions: ReadonlyArray<Session>) {
    const before = names
    names = new Map(sessions.map(({ id, name }) => [id, name]))
    const { order } = yield* store.model
    const isRenamed = ({ id, name }: Session) => order.includes(name) && (before.get(id) ?? name) !== name
    if (!sessions.some(isRenamed)) return
    const own = new Set(names.values())
    const hidden = sessions.flatMap((session) => (session.hidden ? [session.name] : []))
    yield* sessionOrder.save({ order: order.filter((name) => own.has(name)), hidden })
  })

  yield* Stream.runForEach(store.changes, ({ sessions }) => keep(sessions))
})

export const orderFeed = Layer.effectDiscard(
  Effect.andThen(Effect.forkScoped(follow), Effect.forkScoped(keepRenamed, { startImmediately: true }))
)

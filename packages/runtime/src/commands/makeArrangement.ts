/** Order and hiding of sessions: kept in the store for now, in `session-order.json` and the memory for later. */
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import type { Session } from "@opensessions/protocol/State"
import { Effect } from "effect"
import type { SessionOrder } from "../config/SessionOrder.ts"
import type { Settings } from "../config/Settings.ts"
import { movedBy, placedBefore } from "../sessions/reorder.ts"
import { Fact } from "../store/Fact.ts"
import type { SessionStore } from "../store/SessionStore.ts"

type Asked<Tag extends Command["_tag"]> = Extract<Command, { _tag: Tag }>

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

export interface ArrangementOptions {
  readonly store: typeof SessionStore.Service
  readonly sessionOrder: typeof SessionOrder.Service
  readonly settings: typeof Settings.Service
}

/** What arranges sessions. */
export const makeArrangement = ({ store, sessionOrder, settings }: ArrangementOptions) => {
  const save = Effect.fnUntraced(function* (sessions: ReadonlyArray<Session>) {
    const order = sessions.map(({ name }) => name)
    yield* store.apply(Fact.OrderChanged({ order }))
    yield* sessionOrder.save({ order, hidden: sessions.flatMap(({ hidden, name }) => (hidden ? [name] : [])) })
  })

  const reorder = Effect.fnUntraced(function* (
    id: Session["id"],
    change: (sessions: ReadonlyArray<Session>) => ReadonlyArray<Session>
  ) {
    const { sort = "order" } = yield* settings.current
    if (sort !== "order") return yield* refuse(`Sessions are sorted by ${sort}; they have no order of their own now.`)
    const { sessions } = yield* store.state
    if (sessions.every((session) => session.id !== id)) return yield* refuse("This session is gone.")
    const next = change(sessions)
    if (next !== sessions) yield* save(next)
  })

  return {
    move: ({ by, sessionId }: Asked<"MoveSession">) =>
      reorder(sessionId, (sessions) => movedBy(sessions, sessionId, by)),
    place: ({ before, sessionId }: Asked<"PlaceSession">) =>
      reorder(sessionId, (sessions) => placedBefore(sessions, sessionId, before)),
    hide: Effect.fnUntraced(function* ({ hidden, sessionId }: Asked<"HideSession">) {
      const { sessions } = yield* store.state
      if (sessions.every(({ id }) => id !== sessionId)) return yield* refuse("This session is gone.")
      yield* store.apply(Fact.HiddenChanged({ sessionId, hidden }))
    }),
    showHidden: Effect.gen(function* () {
      const { sessions } = yield* store.state
      const hidden = sessions.filter((session) => session.hidden)
      yield* store.apply(...hidden.map(({ id }) => Fact.HiddenChanged({ sessionId: id, hidden: false })))
    })
  }
}

/** Tells people what their agents and scripts want of them, as configured. */
import type { LogLine } from "@opensessions/protocol/Metadata"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Context, DateTime, Effect, FiberMap, Layer, Stream } from "effect"
import { Settings } from "../config/Settings.ts"
import { Fact } from "../store/Fact.ts"
import type { Model } from "../store/Model.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { notificationMode, isNotable, type Occasion } from "./notificationMode.ts"
import { agentNotification, scriptNotification } from "./notificationText.ts"
import type { Notification } from "./Notifier.ts"
import { Notifiers } from "./Notifiers.ts"
import { isOpen, nextTurns, type Shown, shownThreads, type Turns } from "./turns.ts"

/** A state has to last as long before anybody is told, and work before something may be told again. */
export const dwell = "2 seconds"

/** Of the messages that come at once, the last one is told. */
export const messagePause = "300 millis"

const watches = ({ watchedPanes, watchedSessions }: Model, { agent, session }: Shown): boolean =>
  agent.paneId === null ? watchedSessions.has(session.id) : watchedPanes.has(agent.paneId)

export class Notifications extends Context.Service<
  Notifications,
  {
    /** What a script says with `notify`; returns at once. */
    message(sessionId: SessionId, line: LogLine): Effect.Effect<void>
  }
>()("@opensessions/runtime/notifications/Notifications") {
  static readonly layer = Layer.effect(
    Notifications,
    Effect.gen(function* () {
      const store = yield* SessionStore
      const settings = yield* Settings
      const notifiers = yield* Notifiers
      const zone = DateTime.zoneMakeLocal()
      const startedAt = (yield* store.state).server.startedAt
      /** What waits for its time, by thread. */
      const timers = yield* FiberMap.make<string>()
      /** What stands, by thread or session: interrupting takes it back. */
      const standing = yield* FiberMap.make<string>()
      let turns: Turns = new Map()

      const complain = (text: string | null) => store.submit(Fact.NoticeChanged({ key: "notifications", text }))

      const tell = Effect.fnUntraced(function* (key: string, occasion: Occasion, notification: Notification) {
        const { hour, minute } = DateTime.toParts(DateTime.setZone(yield* DateTime.now, zone))
        const name = notificationMode((yield* settings.current).notifications, occasion, hour * 60 + minute)
        if (name === "off") return
        const notifier = yield* notifiers.named(name)
        if (notifier === null) return yield* complain(`notifications: nothing is named "${name}"`)
        const stand = notifier.notify(notification).pipe(
          Effect.andThen(complain(null)),
          Effect.andThen(Effect.never),
          Effect.scoped,
          Effect.catchCause((cause) =>
            Effect.andThen(
              Effect.logWarning("nobody could be told", cause),
              complain(`notifications: ${name} failed; the log tells more`)
            )
          )
        )
        yield* FiberMap.run(standing, key, stand)
      })

      const settle = Effect.fnUntraced(function* (key: string) {
        const turn = turns.get(key)
        const shown = shownThreads(yield* store.state).get(key)
        if (turn === undefined || shown === undefined || shown.agent.status !== turn.status) return
        turns = new Map(turns).set(key, { ...turn, spent: true })
        const { agent, session } = shown
        if (!isOpen(agent) || !isNotable(agent.status) || watches(yield* store.model, shown)) return
        yield* tell(key, agent.status, agentNotification(session, agent))
      })

      const renew = (key: string) =>
        Effect.sync(() => {
          const turn = turns.get(key)
          if (turn !== undefined) turns = new Map(turns).set(key, { ...turn, spent: false })
        })

      yield* store.changes.pipe(
        Stream.runForEach(
          Effect.fnUntraced(function* (state) {
            const next = nextTurns(turns, state, startedAt)
            turns = next.turns
            for (const { _tag, key } of next.steps) {
              if (_tag === "takeBack") yield* FiberMap.remove(standing, key)
              else if (_tag === "wait") yield* FiberMap.remove(timers, key)
              else yield* FiberMap.run(timers, key, Effect.delay(_tag === "tell" ? settle(key) : renew(key), dwell))
            }
            for (const { id, unseen } of state.sessions) if (!unseen) yield* FiberMap.remove(standing, id)
          })
        ),
        Effect.forkScoped
      )

      const message = Effect.fn("Notifications.message")(function* (sessionId: SessionId, line: LogLine) {
        const say = Effect.gen(function* () {
          const session = (yield* store.state).sessions.find(({ id }) => id === sessionId)
          const { watchedSessions } = yield* store.model
          if (session === undefined || watchedSessions.has(sessionId)) return
          yield* tell(sessionId, "message", scriptNotification(session, line))
        })
        yield* FiberMap.run(timers, sessionId, Effect.delay(say, messagePause))
      })

      return Notifications.of({ message })
    })
  )
}

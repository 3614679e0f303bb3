import type { Agent } from "@opensessions/protocol/Agent"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Stream, SubscriptionRef } from "effect"
import { TestClock } from "effect/testing"
import type { Notifications as Wishes } from "../../src/config/Config.ts"
import { Settings } from "../../src/config/Settings.ts"
import { Notifications } from "../../src/notifications/Notifications.ts"
import { NotifierFailed } from "../../src/notifications/Notifier.ts"
import { Notifiers } from "../../src/notifications/Notifiers.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { agent } from "../journal/entries.ts"
import { model, startedAt, stateWith } from "./occasions.ts"

const pane = PaneId.make("%4")
const since = startedAt + 1
const waiting = agent("waiting", since, { paneId: pane })
const running = agent("running", since + 1, { paneId: pane })
const done = agent("done", since + 2, { paneId: pane, unseen: true })

/** What was told (`+`) and taken back (`-`), while a store shows what the test says. */
const world = Effect.fnUntraced(function* (notifications: Wishes, watched: ReadonlyArray<PaneId> = []) {
  const told: Array<string> = []
  const notices: Array<string | null> = []
  const state = yield* SubscriptionRef.make(stateWith())
  const store = Layer.mock(SessionStore, {
    changes: SubscriptionRef.changes(state),
    state: SubscriptionRef.get(state),
    model: Effect.succeed({ ...model, watchedPanes: new Set(watched) }),
    submit: (fact) => Effect.sync(() => void (fact._tag === "NoticeChanged" && notices.push(fact.text)))
  })
  const settings = Layer.mock(Settings, { current: Effect.succeed({ notifications }), changes: Stream.never })
  const recorder = Notifiers.add(
    Effect.succeed({
      name: "test",
      notify: ({ body }) =>
        Effect.acquireRelease(
          Effect.sync(() => void told.push(`+${body}`)),
          () => Effect.sync(() => void told.push(`-${body}`))
        )
    })
  )
  const broken = Notifiers.add(
    Effect.succeed({
      name: "broken",
      notify: () => Effect.fail(new NotifierFailed({ notifier: "broken", reason: "it is" }))
    })
  )
  const notifiers = Layer.mergeAll(recorder, broken).pipe(Layer.provideMerge(Notifiers.layer))
  const context = yield* Layer.build(Notifications.layer.pipe(Layer.provide([store, settings, notifiers])))
  const settled = Effect.forEach(Array.from({ length: 40 }), () => Effect.yieldNow)
  yield* settled
  return {
    told,
    notices,
    show: (...agents: ReadonlyArray<Agent>) =>
      Effect.andThen(SubscriptionRef.set(state, stateWith(...agents)), settled),
    pass: (time: "1 second" | "2 seconds" | "3 seconds") => Effect.andThen(TestClock.adjust(time), settled),
    message: (text: string) =>
      Context.get(context, Notifications).message(SessionId.make("$1"), {
        message: text,
        tone: "info",
        source: null,
        at: 1
      })
  }
})

const waits = "claude-code waits for you"
const isDone = "claude-code is done"

describe("Notifications", () => {
  it.effect("a wait that lasts is told once, and taken back when it is answered", () =>
    Effect.gen(function* () {
      const { pass, show, told } = yield* world("test")
      yield* show(waiting)
      yield* pass("1 second")
      assert.deepStrictEqual(told, [])
      yield* pass("1 second")
      assert.deepStrictEqual(told, [`+${waits}`])
      yield* show(running)
      assert.deepStrictEqual(told, [`+${waits}`, `-${waits}`])
    })
  )

  it.effect("what does not last is not told", () =>
    Effect.gen(function* () {
      const { pass, show, told } = yield* world("test")
      yield* show(waiting)
      yield* pass("1 second")
      yield* show(running)
      yield* pass("3 seconds")
      assert.deepStrictEqual(told, [])
    })
  )

  it.effect("a state that flickers is told once; a turn that really worked again is told again", () =>
    Effect.gen(function* () {
      const { pass, show, told } = yield* world("test")
      yield* show(waiting)
      yield* pass("2 seconds")
      yield* show(running)
      yield* pass("1 second")
      yield* show({ ...waiting, since: since + 9 })
      yield* pass("3 seconds")
      assert.strictEqual(told.filter((line) => line.startsWith("+")).length, 1)
      yield* show({ ...running, since: since + 20 })
      yield* pass("3 seconds")
      yield* show({ ...done, since: since + 30 })
      yield* pass("2 seconds")
      assert.deepStrictEqual(told, [`+${waits}`, `-${waits}`, `+${isDone}`])
      yield* show({ ...done, since: since + 30, unseen: false })
      assert.strictEqual(told.at(-1), `-${isDone}`)
    })
  )

  it.effect("nobody is told what they are looking at", () =>
    Effect.gen(function* () {
      const { pass, show, told } = yield* world("test", [pane])
      yield* show(waiting)
      yield* pass("3 seconds")
      assert.deepStrictEqual(told, [])
    })
  )

  it.effect("each status is told as configured", () =>
    Effect.gen(function* () {
      const { pass, show, told } = yield* world({ done: "test" })
      yield* show(waiting)
      yield* pass("3 seconds")
      yield* show(running)
      yield* pass("3 seconds")
      yield* show(done)
      yield* pass("3 seconds")
      assert.deepStrictEqual(told, [`+${isDone}`])
    })
  )

  it.effect("of a script's messages that come at once the last is told", () =>
    Effect.gen(function* () {
      const { message, pass, show, told } = yield* world({ message: "test" })
      yield* show()
      yield* message("one")
      yield* message("two")
      yield* pass("1 second")
      assert.deepStrictEqual(told, ["+two"])
    })
  )

  it.effect.each([
    ["broken", "notifications: broken failed; the log tells more"],
    ["nobody", 'notifications: nothing is named "nobody"']
  ] as const)("where nobody can be told, that is shown: %s", ([mode, notice]) =>
    Effect.gen(function* () {
      const { notices, pass, show } = yield* world(mode)
      yield* show(waiting)
      yield* pass("3 seconds")
      assert.strictEqual(notices.at(-1), notice)
    })
  )
})

import type { Agent } from "@opensessions/protocol/Agent"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Logger, Scope, SubscriptionRef } from "effect"
import { TestClock } from "effect/testing"
import { DatabaseSync } from "node:sqlite"
import { Places } from "../../src/config/Places.ts"
import type { DaemonPlaces } from "../../src/config/DaemonPlaces.ts"
import { journalFeed } from "../../src/feeds/journalFeed.ts"
import { Journal } from "../../src/journal/Journal.ts"
import { journalBounds } from "../../src/journal/journalTable.ts"
import { databaseFile } from "../../src/persistence/databaseFile.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"
import { placesForTest } from "../config/placesForTest.ts"
import { initialModel } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { agent, entry, session } from "./entries.ts"

const open = (places: DaemonPlaces) => Layer.fresh(Journal.layer).pipe(Layer.provide(Layer.succeed(Places, places)))

const withJournal = <A, E>(places: DaemonPlaces, use: (journal: Journal["Service"]) => Effect.Effect<A, E>) =>
  Effect.scoped(Effect.flatMap(Layer.build(open(places)), (context) => use(Context.get(context, Journal))))

const dayMillis = 86_400_000

/** So many entries, as years of work would leave them. */
const addRows = (places: DaemonPlaces, count: number, at: number) => {
  const database = new DatabaseSync(databaseFile(places))
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO journal (server, at, session, session_id, agent, thread_id, status)
    SELECT 1, ${at}, 'api', '$1', 'codex', 'old', 'done' FROM n`)
  database.close()
}

describe("Journal", () => {
  it.effect("what was entered is read again, by session name or id and from a time on", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const web = entry(2000, "waiting", { session: "web", sessionId: session("$2", "web").id, threadId: "u" })
      yield* withJournal(places, (journal) => journal.record([entry(1000, "running"), web, entry(3000, "done")]))
      yield* TestClock.setTime(5000)
      yield* withJournal(places, (journal) =>
        Effect.gen(function* () {
          const all = yield* journal.history({ since: 0, session: null })
          assert.deepStrictEqual(all.entries, [entry(1000, "running"), web, entry(3000, "done")])
          const later = yield* journal.history({ since: 2500, session: "api" })
          assert.deepStrictEqual(later.entries, [entry(3000, "done")])
          assert.deepStrictEqual(
            later.time.map(({ millis, status }) => [status, millis]),
            [
              ["done", 2000],
              ["running", 500]
            ]
          )
          assert.deepStrictEqual((yield* journal.history({ since: 0, session: "$2" })).entries, [web])
        })
      )
    })
  )

  it.effect("two tmux servers have a past each", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      yield* withJournal(places, (journal) => journal.record([entry(1, "running")]))
      const other = yield* withJournal({ ...places, key: 2 }, (journal) => journal.history({ since: 0, session: null }))
      assert.deepStrictEqual(other.entries, [])
    })
  )

  it.effect("S90: what can't be entered is said once, and costs the past alone", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const said: Array<unknown> = []
      const heard = Logger.layer([Logger.make(({ message }) => void said.push(message))])
      const alter = (sql: string) =>
        Effect.sync(() => {
          const database = new DatabaseSync(databaseFile(places))
          database.exec(sql)
          database.close()
        })
      const full = "BEFORE INSERT ON journal BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
      yield* withJournal(places, (journal) =>
        Effect.gen(function* () {
          yield* journal.record([entry(1000, "running")])
          yield* alter(`CREATE TRIGGER full ${full}`)
          for (const at of [2000, 3000, 4000]) yield* journal.record([entry(at, "done")])
          assert.lengthOf(said, 1)
          yield* alter("DROP TRIGGER full")
          yield* journal.record([entry(5000, "idle")])
          yield* alter(`CREATE TRIGGER full ${full}`)
          yield* journal.record([entry(6000, "done")])
          assert.lengthOf(said, 2)
          const { entries } = yield* journal.history({ since: 0, session: null })
          assert.deepStrictEqual(
            entries.map(({ at }) => at),
            [1000, 5000]
          )
          yield* alter("DROP TRIGGER full")
        }).pipe(Effect.provide(heard))
      )
    })
  )

  it.effect("it is bounded by age and by size", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const now = 200 * dayMillis
      yield* TestClock.setTime(now)
      const { entries } = journalBounds
      yield* withJournal(places, (journal) =>
        Effect.gen(function* () {
          yield* journal.record([entry(now - (journalBounds.days + 1) * dayMillis, "running"), entry(now, "waiting")])
          assert.strictEqual((yield* journal.history({ since: 0, session: null })).entries.length, 1)
          addRows(places, entries, now)
          yield* journal.record(Array.from({ length: 500 }, (_, i) => entry(now, "done", { threadId: `${i}` })))
          assert.strictEqual((yield* journal.history({ since: 0, session: null })).entries.length, entries)
        })
      )
    })
  )
})

describe("journalFeed", () => {
  /** A daemon whose store shows these agents; `end` is its end, `undefined` a crash. */
  const daemon = Effect.fnUntraced(function* (places: DaemonPlaces, ...agents: ReadonlyArray<Agent>) {
    const empty = project(initialModel({ version: "1", key: 1, port: null, pid: 1, startedAt: 0 }, "/home/me"), null)
    const shown = (all: ReadonlyArray<Agent>) => ({ ...empty, sessions: [session("$1", "api", ...all)] })
    const state = yield* SubscriptionRef.make(shown(agents))
    const store = Layer.mock(SessionStore, {
      changes: SubscriptionRef.changes(state),
      state: SubscriptionRef.get(state)
    })
    const scope = yield* Scope.make()
    const context = yield* Layer.build(journalFeed.pipe(Layer.provideMerge(open(places)), Layer.provide(store))).pipe(
      Scope.provide(scope)
    )
    yield* settled
    const show = Effect.fnUntraced(function* (...all: ReadonlyArray<Agent>) {
      yield* TestClock.adjust("1 second")
      yield* SubscriptionRef.set(state, shown(all))
      yield* settled
    })
    return { journal: Context.get(context, Journal), show, end: Scope.close(scope, Exit.void) }
  })
  const settled = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow)

  const told = (journal: Journal["Service"]) =>
    Effect.map(journal.history({ since: 0, session: null }), ({ entries }) =>
      entries.map(({ at, status, threadId }) => [threadId, at, status])
    )

  it.effect("a restart enters nothing where an agent goes on as before; what is not found again has gone", () =>
    Effect.gen(function* () {
      const places = yield* placesForTest
      const lost = agent("waiting", 500, { threadId: "u" })
      yield* TestClock.setTime(1000)
      const first = yield* daemon(places, agent("running", 400), lost)
      yield* TestClock.setTime(60_000)
      yield* first.end
      yield* TestClock.setTime(90_000)
      const second = yield* daemon(places)
      yield* second.show(agent("running", 450))
      yield* TestClock.adjust("20 seconds")
      yield* second.show(agent("done", 105_000))
      assert.deepStrictEqual(yield* told(second.journal), [
        ["t", 400, "running"],
        ["u", 500, "waiting"],
        ["u", 60_000, null],
        ["t", 105_000, "done"]
      ])
      yield* second.end
    })
  )
})

/** Enters into the journal what agents do, across restarts of the daemon. */
import { Clock, Effect, Layer, Stream } from "effect"
import { threadKey } from "../agents/Thread.ts"
import { goneAt, journalEntries, type Standing } from "../journal/journalEntries.ts"
import { Journal } from "../journal/Journal.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** So long the watchers have to find again what the daemon before this one knew. */
const grace = "15 seconds"

/** The first change is entered at once, a burst at this pace: a watcher that can't decide does not fill the journal. */
const pace = "250 millis"

export const journalFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const journal = yield* Journal
    const store = yield* SessionStore
    const former = yield* journal.standing
    /** Threads of before that have not been found again. */
    const sought = new Map(former.entries.map((entry) => [threadKey(entry.agent, entry.threadId), entry]))
    let standing: Standing = new Map()

    const note = Effect.fnUntraced(function* (sessions: Parameters<typeof journalEntries>[1]) {
      const now = yield* Clock.currentTimeMillis
      const known = new Map(standing)
      for (const { agent, threadId } of sessions.flatMap(({ agents }) => agents)) {
        const key = threadKey(agent, threadId)
        const found = sought.get(key)
        if (found !== undefined) known.set(key, found)
        sought.delete(key)
      }
      const next = journalEntries(known, sessions, now)
      standing = next.standing
      yield* journal.record(next.entries)
    })

    const giveUp = Effect.suspend(() => {
      const lost = [...sought.values()].map(goneAt(former.at))
      sought.clear()
      return journal.record(lost)
    })

    yield* Effect.addFinalizer(() => journal.end)
    yield* Effect.forkScoped(Effect.delay(giveUp, grace))
    yield* store.changes.pipe(
      Stream.runForEach(({ sessions }) => Effect.andThen(note(sessions), Effect.sleep(pace))),
      Effect.forkScoped
    )
  })
)

/** A plugin's watcher within bounds: what it says is checked, and a flood of it is slowed down, not taken in. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, Schema, Stream } from "effect"
import { threadKey } from "../agents/Thread.ts"
import { type Watcher, WatcherFailed } from "../agents/Watcher.ts"

/** So many events may come at once, and so many each second for ever. */
export const eventBounds = { burst: 200, perSecond: 50 } as const

/** More threads than any agent has. */
export const mostThreads = 200

const longestText = 500
const cut = (text: string | null): string | null => text?.slice(0, longestText) ?? null

const isEvent = Schema.is(AgentEvent)

/** Without texts that only fill memory. */
const bounded = (event: AgentEvent): AgentEvent =>
  event._tag === "ThreadReported"
    ? {
        ...event,
        details: {
          ...event.details,
          threadName: cut(event.details.threadName),
          lastUserPrompt: cut(event.details.lastUserPrompt),
          model: cut(event.details.model)
        },
        evidence:
          event.evidence === null ? null : { ...event.evidence, detail: event.evidence.detail.slice(0, longestText) }
      }
    : event

/** `tellFlood` is called each time the watcher begins or stops to say too much. */
export const limitedWatcher = (watcher: Watcher, name: string, tellFlood: (flood: boolean) => void): Watcher => {
  const failed = (reason: string) => new WatcherFailed({ watcher: name, reason })
  const events = Stream.suspend(() => {
    const threads = new Set<string>()
    let tokens: number = eventBounds.burst
    let filledAt = 0
    let flood = false
    const tell = (now: boolean) => {
      if (now !== flood) tellFlood((flood = now))
    }

    const take = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      tokens = Math.min(eventBounds.burst, tokens + ((now - filledAt) / 1000) * eventBounds.perSecond)
      filledAt = now
      if (tokens >= eventBounds.burst / 2) tell(false)
      tokens -= 1
      if (tokens >= 0) return
      tell(true)
      yield* Effect.sleep((-tokens / eventBounds.perSecond) * 1000)
    })

    const check = (event: unknown) =>
      Effect.gen(function* () {
        if (!isEvent(event)) return yield* failed("it said something that is no agent event")
        const key = threadKey(event.agent, event.threadId)
        if (key.length > longestText) return yield* failed("its threads have endless names")
        if (event._tag === "ThreadReported") threads.add(key)
        else if (event._tag !== "ThreadSeen") threads.delete(key)
        if (threads.size > mostThreads) return yield* failed(`it reports more than ${mostThreads} threads`)
        yield* take
        return bounded(event)
      })

    return watcher.events.pipe(Stream.mapEffect(check), Stream.ensuring(Effect.sync(() => tell(false))))
  })
  return { name, events }
}

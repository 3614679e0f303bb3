/** A plugin's watcher within bounds: what it says is checked, and a flood of it is slowed down, not taken in. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Effect, Schema, Stream } from "effect"
import { threadKey } from "../agents/Thread.ts"
import { type Watcher, WatcherFailed } from "../agents/Watcher.ts"
import { allowance } from "./allowance.ts"

/** So many events may come at once, and so many each second for ever. */
export const eventBounds = { burst: 200, perSecond: 50 } as const

/** More threads than any agent has. */
export const mostThreads = 200

const longestText = 500
const cut = (text: string | null): string | null => text?.slice(0, longestText) ?? null

const isEvent = Schema.is(AgentEvent)

/** Without texts that only fill memory. */
export const boundedEvent = (event: AgentEvent): AgentEvent =>
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
  const checked = Effect.gen(function* () {
    const threads = new Set<string>()
    const take = yield* allowance(eventBounds, tellFlood)

    const check = Effect.fnUntraced(function* (event: unknown) {
      if (!isEvent(event)) return yield* failed("it said something that is no agent event")
      const key = threadKey(event.agent, event.threadId)
      if (key.length > longestText) return yield* failed("its threads have endless names")
      if (event._tag === "ThreadReported") threads.add(key)
      else if (event._tag !== "ThreadSeen") threads.delete(key)
      if (threads.size > mostThreads) return yield* failed(`it reports more than ${mostThreads} threads`)
      yield* take(1)
      return boundedEvent(event)
    })

    return Stream.mapEffect(watcher.events, check)
  })
  return { name, events: Stream.unwrap(checked) }
}

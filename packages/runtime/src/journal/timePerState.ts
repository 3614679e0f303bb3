/** How long threads were in each state: pure. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { HistoryEntry, StateTime } from "@opensessions/protocol/History"
import { DateTime } from "effect"
import { threadKey } from "../agents/Thread.ts"

export interface Period {
  readonly since: number
  readonly until: number
}

interface Stretch extends Period {
  readonly agent: string
  readonly status: AgentStatus
}

/** From each entry of a thread to its next one, within the period. `entries`: oldest first. */
const stretches = (entries: ReadonlyArray<HistoryEntry>, { since, until }: Period): ReadonlyArray<Stretch> => {
  const threads = Map.groupBy(entries, ({ agent, threadId }) => threadKey(agent, threadId))
  return [...threads.values()].flatMap((own) =>
    own.flatMap(({ agent, at, status }, index) => {
      const from = Math.max(at, since)
      const to = Math.min(own[index + 1]?.at ?? until, until)
      return status === null || to <= from ? [] : [{ agent, status, since: from, until: to }]
    })
  )
}

interface Day {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** Finds the day of a time. A zone is asked once a day: for each of 50,000 changes it would take 20 seconds. */
const calendar = (zone: DateTime.TimeZone): ((at: number) => Day) => {
  const days: Array<Day> = []
  const computed = (at: number): Day => {
    const start = DateTime.startOf(DateTime.setZone(DateTime.makeUnsafe(at), zone), "day")
    const end = DateTime.startOf(DateTime.add(start, { days: 1 }), "day")
    const day = {
      name: DateTime.formatIsoDate(start),
      start: DateTime.toEpochMillis(start),
      end: DateTime.toEpochMillis(end)
    }
    days.push(day)
    return day
  }
  return (at) => days.findLast(({ end, start }) => at >= start && at < end) ?? computed(at)
}

/** The parts of a stretch that lie on one day each. */
const byDay = (stretch: Stretch, dayOf: (at: number) => Day): ReadonlyArray<StateTime> => {
  const parts: Array<StateTime> = []
  const { agent, status } = stretch
  for (let from = stretch.since; from < stretch.until;) {
    const day = dayOf(from)
    const to = Math.min(stretch.until, day.end)
    parts.push({ day: day.name, agent, status, millis: to - from })
    from = to
  }
  return parts
}

const order = (a: StateTime, b: StateTime): number =>
  b.day.localeCompare(a.day) || a.agent.localeCompare(b.agent) || b.millis - a.millis

/** Sums for each day, agent and state. `entries` holds each thread's last one from before the period, too. */
export const timePerState = (
  entries: ReadonlyArray<HistoryEntry>,
  period: Period,
  zone: DateTime.TimeZone
): ReadonlyArray<StateTime> => {
  const sums = new Map<string, StateTime>()
  const dayOf = calendar(zone)
  for (const part of stretches(entries, period).flatMap((stretch) => byDay(stretch, dayOf))) {
    const key = JSON.stringify([part.day, part.agent, part.status])
    sums.set(key, { ...part, millis: part.millis + (sums.get(key)?.millis ?? 0) })
  }
  return [...sums.values()].sort(order)
}

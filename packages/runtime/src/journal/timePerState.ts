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

/** The parts of a stretch that lie on one day each. */
const byDay = (stretch: Stretch, zone: DateTime.TimeZone): ReadonlyArray<StateTime> => {
  const days: Array<StateTime> = []
  const { agent, status } = stretch
  for (let from = stretch.since; from < stretch.until;) {
    const local = DateTime.setZone(DateTime.makeUnsafe(from), zone)
    const nextDay = DateTime.toEpochMillis(DateTime.startOf(DateTime.add(local, { days: 1 }), "day"))
    const to = Math.min(stretch.until, nextDay)
    days.push({ day: DateTime.formatIsoDate(local), agent, status, millis: to - from })
    from = to
  }
  return days
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
  for (const part of stretches(entries, period).flatMap((stretch) => byDay(stretch, zone))) {
    const key = JSON.stringify([part.day, part.agent, part.status])
    sums.set(key, { ...part, millis: part.millis + (sums.get(key)?.millis ?? 0) })
  }
  return [...sums.values()].sort(order)
}

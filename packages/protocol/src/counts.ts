/** How many agents are in each state, over all sessions: what a status line says. Pure. */
import { type Agent, AgentStatus } from "./Agent.ts"
import type { State } from "./State.ts"

/** Threads by status; `sessions` counts those of tmux. */
export type Counts = Readonly<Record<AgentStatus | "unseen" | "sessions", number>> & {
  /** As the tmux option `@opensessions_status` has it. */
  readonly text: string
}

/** All that waits, and outcomes that nobody has seen, the most urgent first. */
const worded = ["waiting", "error", "stale", "interrupted", "done"] as const

/** A thread of several sessions (a linked window) counts once. */
export const countsOf = (sessions: State["sessions"]): Counts => {
  const threads = new Map<string, Agent>()
  for (const session of sessions) for (const a of session.agents) threads.set(`${a.agent} ${a.threadId}`, a)
  const count = (which: (agent: Agent) => boolean) => [...threads.values()].filter(which).length
  const byStatus = Object.fromEntries(
    AgentStatus.literals.map((status) => [status, count((agent) => agent.status === status)])
  ) as Record<AgentStatus, number>
  const words = worded.flatMap((status) => {
    const n = count((a) => a.status === status && (status === "waiting" || a.unseen))
    return n === 0 ? [] : [`${n} ${status}`]
  })
  return { ...byStatus, unseen: count((agent) => agent.unseen), sessions: sessions.length, text: words.join(" ") }
}

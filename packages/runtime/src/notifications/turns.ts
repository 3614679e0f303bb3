/** Which thread is worth telling when: one announcement a turn. Pure. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session, State } from "@opensessions/protocol/State"
import { threadKey } from "../agents/Thread.ts"
import { isNotable } from "./notificationMode.ts"

/** What is known of a thread's turn. */
export interface Turn {
  readonly status: Agent["status"]
  readonly since: number
  /** Somebody was told, or looked: nothing more is said until it has worked again. */
  readonly spent: boolean
}

export type Turns = ReadonlyMap<string, Turn>

export interface Shown {
  readonly session: Session
  readonly agent: Agent
}

/** What there is to do about a thread. `tell` and `renew` come true only if nothing changes for a while. */
export type Step =
  | { readonly _tag: "tell"; readonly key: string }
  | { readonly _tag: "renew"; readonly key: string }
  | { readonly _tag: "wait"; readonly key: string }
  | { readonly _tag: "takeBack"; readonly key: string }

/** Every thread once, in the first of its sessions. */
export const shownThreads = ({ sessions }: State): ReadonlyMap<string, Shown> => {
  const all = new Map<string, Shown>()
  for (const session of sessions) {
    for (const agent of session.agents) {
      const key = threadKey(agent.agent, agent.threadId)
      if (!all.has(key)) all.set(key, { session, agent })
    }
  }
  return all
}

const isWork = (status: Agent["status"]): boolean => status === "running" || status === "tool-running"

/** Whether a person still has to be told: a wait until it ends, an outcome until it is seen. */
export const isOpen = (agent: Agent): boolean => agent.status === "waiting" || (isNotable(agent.status) && agent.unseen)

/** How it stands after `state`. What was so before `startedAt` is no news. */
export const nextTurns = (
  before: Turns,
  state: State,
  startedAt: number
): { readonly turns: Turns; readonly steps: ReadonlyArray<Step> } => {
  const turns = new Map<string, Turn>()
  const steps: Array<Step> = []
  for (const [key, { agent }] of shownThreads(state)) {
    const { since, status } = agent
    const former = before.get(key)
    const changed = former === undefined || former.status !== status || former.since !== since
    const spent = former?.spent ?? since < startedAt
    turns.set(key, { status, since, spent })
    if (former !== undefined && (former.status !== status || !isOpen(agent))) steps.push({ _tag: "takeBack", key })
    if (!changed) continue
    if (spent && isWork(status)) steps.push({ _tag: "renew", key })
    else if (!spent && isOpen(agent)) steps.push({ _tag: "tell", key })
    else steps.push({ _tag: "wait", key })
  }
  for (const key of before.keys()) if (!turns.has(key)) steps.push({ _tag: "takeBack", key }, { _tag: "wait", key })
  return { turns, steps }
}

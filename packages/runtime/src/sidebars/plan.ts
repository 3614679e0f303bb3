/** Decides what is to be done about the sidebars now, from what is wanted and what tmux has. Pure. */
import type { WindowId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"
import type { Topology } from "../tmux/Topology.ts"
import { takeCensus, type WindowCensus } from "./census.ts"
import { doubledWindows, lastSession, lonelyWindows, strandedClients } from "./leaving.ts"
import type { SidebarState } from "./SidebarState.ts"
import { Step } from "./Step.ts"
import { strayContent } from "./strayContent.ts"
import { windowSteps } from "./windowSteps.ts"

export interface Plan {
  /** What a person sees or waits for. */
  readonly now: ReadonlyArray<Step>
  /** The windows that nobody looks at, to be served a few at a time. */
  readonly later: ReadonlyArray<Step>
}

/** What a plan is made from, besides what is wanted. */
export interface Look {
  readonly topology: Topology
  /** The sessions in displayed order. */
  readonly displayed: ReadonlyArray<Pick<Session, "id" | "index">>
  /** Windows in which nothing is done for a while, because too much was (S31). */
  readonly resting: ReadonlySet<WindowId>
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The plan; empty where all is as it should be. */
export const plan = (state: SidebarState, look: Look): Plan => {
  const { topology, displayed, resting } = look
  const census = takeCensus(state, topology)
  const doubled = doubledWindows(topology, census)
  if (doubled.length > 0) return { now: doubled, later: [] }
  const reaped = census.superfluous.map((paneId) => Step.Reap({ paneId }))
  const active = census.windows.filter(({ window }) => !resting.has(window.id))
  const isFirst = (entry: WindowCensus) => entry.window.id === state.first
  const urgent = active.filter((entry) => entry.seen || isFirst(entry))
  urgent.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
  const circumstances = { topology, stash: census.stash, now: look.now }
  const steps = (entries: ReadonlyArray<WindowCensus>) =>
    entries.flatMap((entry) => windowSteps(state, circumstances, entry))
  const now = steps(urgent)
  const later = steps(active.filter((entry) => !urgent.includes(entry)))
  const goingHome = new Set(
    [...now, ...later].flatMap((step) => (step._tag === "Recall" || step._tag === "Stash" ? [step.paneId] : []))
  )
  const leaving = [
    ...strayContent(topology, census, displayed),
    ...lonelyWindows(state, topology, census, { displayed, goingHome }),
    ...strandedClients(state, topology, census, displayed),
    ...lastSession(state, census)
  ]
  const released = [...state.givenAway].map((paneId) => Step.Release({ paneId }))
  return { now: [...leaving, ...released, ...reaped, ...now], later }
}

/** Plans in a few letters, for tables. */
import type { Step } from "../../../src/sidebars/Step.ts"
import { observe } from "../../../src/sidebars/observe.ts"
import { plan } from "../../../src/sidebars/plan.ts"
import { initialSidebarState, type SidebarState } from "../../../src/sidebars/SidebarState.ts"
import type { Topology } from "../../../src/tmux/Topology.ts"
import { bell, emptyStash, world, type WorldShape } from "./shapes.ts"

/** Sidebars are wanted. */
export const shown: SidebarState = { ...initialSidebarState, visible: true }

/** A step in a few letters. */
export const brief = (step: Step): string => {
  switch (step._tag) {
    case "Spawn":
      return `spawn ${step.place.windowId} beside ${step.place.beside}`
    case "Recall":
      return `recall ${step.paneId} to ${step.place.windowId}`
    case "Arrange":
      return `arrange ${step.paneId} in ${step.place.windowId} to ${step.place.columns}`
    case "Stash":
      return `stash ${step.paneId} of ${step.windowId}`
    case "Reap":
      return `reap ${step.paneId}`
    case "Unlink":
      return `unlink ${step.sessionId}:${step.index}`
    case "Release":
      return `release ${step.paneId}`
    case "FocusContent":
      return `focus ${step.paneId}`
    case "MoveClient":
      return `${step.client} to ${step.to}`
    case "CloseWindow":
      return `close ${step.windowId}: ${step.sidebars.join(" ")}`
    case "GiveShell":
      return `shell in ${step.windowId}`
    case "GiveBack":
      return `give ${step.what} to ${step.to}`
    case "EndStash":
      return "end"
  }
}

const displayed = (topology: Topology) => [...topology.sessions.keys()].map((id, i) => ({ id, index: i + 1 }))

/** The plan after one look. */
export const look = (state: SidebarState, topology: Topology, now = 0) =>
  plan(observe(state, topology, now), { topology, displayed: displayed(topology), resting: new Set(), now })

/** The state after one look. */
export const see = (state: SidebarState, topology: Topology) => observe(state, topology, 0)

/** What is done now and later, after one look. */
export const steps = (state: SidebarState, shape: WorldShape) => {
  const topology = world(shape)
  const { now, later } = look(state, topology)
  return { now: now.map(brief), later: later.map(brief) }
}

/** One session `$1` with one window `@1`, and a client in it. */
export const one = (window: WorldShape["windows"][string], more: Partial<WorldShape> = {}): WorldShape => ({
  sessions: { ...emptyStash, $1: ["@1"], ...more.sessions },
  windows: { ...bell, "@1": window, ...more.windows },
  clients: { "/dev/pts/1": "$1", ...more.clients }
})

/** A plan without a step. */
export const nothing = { now: [], later: [] }

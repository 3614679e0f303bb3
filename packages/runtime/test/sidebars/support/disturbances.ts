/** What users do to panes and windows, at random but the same for a seed. */
import type { SeenPane } from "./look.ts"

/** Whole numbers below a bound. */
export const dice = (seed: number) => {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % bound
  }
  return { below, pick: <A>(values: ReadonlyArray<A>): A => values[below(values.length)]! }
}

export interface Scene {
  readonly panes: ReadonlyArray<SeenPane>
  readonly sessionIds: ReadonlyArray<string>
  readonly clients: ReadonlyArray<string>
}

const layouts = ["tiled", "even-horizontal", "even-vertical", "main-vertical", "main-horizontal"] as const

/** One tmux command; `kills` says that it ends panes of the user's. */
export const disturbance = (
  { below, pick }: ReturnType<typeof dice>,
  { panes, sessionIds, clients }: Scene
): { readonly words: ReadonlyArray<string>; readonly kills: boolean } => {
  const content = panes.filter(({ sidebar }) => !sidebar)
  const sidebars = panes.filter(({ sidebar }) => sidebar)
  const [one, other] = [pick(content).pane, pick(content).pane]
  const window = pick(panes).window
  const session = pick(sessionIds)
  const own = (sidebars.length === 0 ? undefined : pick(sidebars))?.pane ?? one
  const gentle: ReadonlyArray<ReadonlyArray<string>> = [
    ["split-window", below(2) === 0 ? "-h" : "-v", "-t", one],
    ["resize-pane", "-Z", "-t", one],
    ["new-window", "-t", `${session}:`],
    ["select-layout", "-t", window, pick(layouts)],
    ["rotate-window", "-t", window],
    ["swap-pane", "-s", one, "-t", other],
    ["swap-pane", "-d", "-s", own, "-t", one],
    ["break-pane", "-s", one, "-t", `${session}:`],
    ["join-pane", "-s", one, "-t", other],
    ["break-pane", "-d", "-s", own, "-t", `${session}:`],
    ["join-pane", "-d", "-s", own, "-t", one],
    ["resize-pane", "-t", own, "-x", String(5 + below(60))],
    ["switch-client", "-c", pick(clients), "-t", session],
    ["next-window", "-t", `${session}:`],
    ["select-pane", "-t", one],
    ["new-session", "-d", "-x", "100", "-y", "30"]
  ]
  const kills = content.length > 4 && below(6) === 0
  return { words: kills ? ["kill-pane", "-t", one] : pick(gentle), kills }
}

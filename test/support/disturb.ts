/** What people do, at random but the same for a seed: one action on a world, in tmux's words or with a person's hands. */
import type { Client } from "./Client.ts"
import { sidebarPanes } from "./sidebarPanes.ts"
import type { TmuxWorld } from "./TmuxWorld.ts"

/** Whole numbers below a bound. */
export const dice = (seed: number) => {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % bound
  }
  return { below, pick: <A>(values: ReadonlyArray<A>): A => values[below(values.length)]! }
}

export interface Disturbance {
  readonly name: string
  /** Panes that it ends on purpose. */
  readonly ends: ReadonlyArray<string>
  readonly act: () => Promise<unknown>
}

const layouts = ["tiled", "even-horizontal", "even-vertical", "main-vertical", "main-horizontal"] as const

/** The next action. */
export const disturbance = async (
  t: TmuxWorld,
  people: ReadonlyArray<Client>,
  { below, pick }: ReturnType<typeof dice>
): Promise<Disturbance> => {
  const lines = await t.tmux.run(
    "list-panes",
    "-a",
    "-f",
    "#{!=:#{session_name},_os_stash}",
    "-F",
    "#{pane_id} #{window_id} #{session_id} #{m:*/holder.sh*,#{pane_start_command}}"
  )
  const panes = lines.map((line) => line.split(" "))
  const content = panes.filter(([, , , sidebar]) => sidebar !== "1")
  const [pane = "", window = "", session = ""] = pick(content)
  const [other = ""] = pick(content)
  const sidebars = (await sidebarPanes(t)).filter((one) => one.session !== "_os_stash")
  const sidebar = sidebars.length === 0 ? pane : pick(sidebars).pane
  const anna = pick(people)
  const columns = (await t.state()).sidebarWidth
  const command = (...words: ReadonlyArray<string>): Disturbance => ({
    name: words.join(" "),
    ends: [],
    act: () => t.tmux.attempt(...words)
  })
  const hands = (name: string, act: () => Promise<unknown>): Disturbance => ({ name, ends: [], act })
  if (content.length > 5 && below(5) === 0) return { ...command("kill-pane", "-t", pane), ends: [pane] }
  return pick([
    command("split-window", below(2) === 0 ? "-h" : "-v", "-t", pane),
    command("resize-pane", "-Z", "-t", pane),
    command("new-window", "-t", `${session}:`),
    command("select-layout", "-t", window, pick(layouts)),
    command("rotate-window", "-t", window),
    command("swap-pane", "-s", pane, "-t", other),
    command("swap-pane", "-d", "-s", sidebar, "-t", pane),
    command("move-pane", "-d", "-s", sidebar, "-t", pane),
    command("join-pane", "-s", pane, "-t", other),
    command("break-pane", "-s", pane),
    command("resize-pane", "-t", sidebar, "-x", String(5 + below(60))),
    command("rename-session", "-t", session, `name ${below(100)}`),
    command("link-window", "-d", "-s", window, "-t", `${session}:`),
    command("new-session", "-d", "-x", "100", "-y", "30"),
    command("select-pane", "-t", pane),
    hands(`${anna.name} presses prefix )`, () => anna.keys("prefix )")),
    hands(`${anna.name} presses prefix n`, () => anna.keys("prefix n")),
    hands(`${anna.name} presses prefix Space`, () => anna.keys("prefix Space")),
    hands(`${anna.name} presses prefix o n`, () => anna.keys("prefix o n")),
    hands(`${anna.name} presses prefix o t`, () => anna.keys("prefix o t")),
    hands(`${anna.name} presses prefix o e`, () => anna.keys("prefix o e")),
    hands(`${anna.name} resizes the terminal`, () => anna.resize(90 + below(80), 24 + below(20))),
    hands(`${anna.name} drags a border`, () => anna.drag([columns, 8], [24 + below(12), 8], [24 + below(12), 8]))
  ])
}

/** What people do, at random but the same for a seed: one action on a world, in tmux's words or with a person's hands. */
import type { Client } from "./Client.ts"
import { eventually } from "./eventually.ts"
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
  /** Panes that it may end. */
  readonly ends: ReadonlyArray<string>
  /** The window whose sidebar it ends. */
  readonly declines: string | null
  /** It is no reason for the focus to be anywhere else, in any window. */
  readonly keepsFocus: boolean
  readonly act: () => Promise<unknown>
}

const layouts = ["tiled", "even-horizontal", "even-vertical", "main-vertical", "main-horizontal"] as const

/** The person's terminal is closed and another one opened, in a session of this id; the same entry of `people`. */
const comesBack = async (t: TmuxWorld, people: Array<Client>, at: number, session: string, name: string) => {
  const person = people[at]!
  await person.keys("prefix d")
  await eventually(() => person.attached(), false)
  people[at] = await t.client(name, { session, width: 110, height: 35 })
}

/** The next action. */
export const disturbance = async (
  t: TmuxWorld,
  people: Array<Client>,
  { below, pick }: ReturnType<typeof dice>
): Promise<Disturbance> => {
  const lines = await t.tmux.run(
    "list-panes",
    "-a",
    "-f",
    "#{!=:#{session_name},_os_stash}",
    "-F",
    "#{pane_id} #{window_id} #{session_id} #{?#{m:*/holder.sh*,#{pane_start_command}},1,#{?@opensessions-sidebar,1,0}}"
  )
  const content = lines.map((line) => line.split(" ")).filter(([, , , sidebar]) => sidebar !== "1")
  const [pane = "", window = "", session = ""] = pick(content)
  const [other = "", otherWindow = "", otherSession = ""] = pick(content)
  const sidebars = (await sidebarPanes(t)).filter((one) => one.session !== "_os_stash")
  const sidebar = sidebars.length === 0 ? { pane, window } : pick(sidebars)
  const person = below(people.length)
  const anna = people[person]!
  const columns = (await t.state()).sidebarWidth
  const one = (name: string, act: () => Promise<unknown>, rest: Partial<Disturbance> = {}): Disturbance => ({
    name,
    ends: [],
    declines: null,
    keepsFocus: false,
    act,
    ...rest
  })
  const command = (words: ReadonlyArray<string>, rest: Partial<Disturbance> = {}) =>
    one(words.join(" "), () => t.tmux.attempt(...words), rest)
  const presses = (keys: string, rest: Partial<Disturbance> = {}) =>
    one(`${anna.name} presses ${keys}`, () => anna.keys(keys), rest)
  const still = { keepsFocus: true }
  const inWindow = (id: string) => [...new Set(content.flatMap(([p = "", w]) => (w === id ? [p] : [])))]
  const inSession = (id: string) => {
    const windows = new Set(content.flatMap(([, w = "", s]) => (s === id ? [w] : [])))
    return [...windows].flatMap(inWindow)
  }
  const all = new Set(content.map(([p]) => p)).size
  const left = (ends: ReadonlyArray<string>) => all - ends.length
  if (left([]) > 5 && below(5) === 0) {
    const endings = [
      command(["kill-pane", "-t", pane], { ends: [pane] }),
      command(["kill-pane", "-a", "-t", pane], {
        ends: inWindow(window).filter((id) => id !== pane),
        declines: window
      }),
      command(["kill-window", "-t", window], { ends: inWindow(window) }),
      command(["kill-session", "-t", session], { ends: inSession(session) }),
      command(["respawn-pane", "-k", "-t", pane], still),
      one(`exit in ${pane}`, () => t.tmux.attempt("send-keys", "-t", pane, "C-c", "exit", "Enter"), { ends: [pane] })
    ]
    const possible = endings.filter(({ ends }) => left(ends) >= 3)
    return pick(possible)
  }
  return pick([
    command(["split-window", below(2) === 0 ? "-h" : "-v", "-t", pane]),
    command(["resize-pane", "-Z", "-t", pane]),
    command(["new-window", "-t", `${session}:`]),
    command(["select-layout", "-t", window, pick(layouts)]),
    command(["select-layout", "-E", "-t", pane]),
    command(["rotate-window", "-t", window]),
    command(["swap-pane", "-s", pane, "-t", other]),
    // An exchange between two windows takes the pane to another one.
    command(["swap-pane", "-d", "-s", sidebar.pane, "-t", pane], { keepsFocus: sidebar.window === window }),
    command(["move-pane", "-d", "-s", sidebar.pane, "-t", pane], still),
    command(["break-pane", "-d", "-s", sidebar.pane], still),
    command(["respawn-pane", "-k", "-t", sidebar.pane], still),
    command(["kill-pane", "-t", sidebar.pane], sidebars.length === 0 ? { ends: [pane] } : { declines: sidebar.window }),
    command(["join-pane", "-s", pane, "-t", other]),
    command(["break-pane", "-s", pane]),
    command(["resize-pane", "-t", sidebar.pane, "-x", String(5 + below(60))], still),
    command(["resize-pane", "-t", pane, pick(["-L", "-R", "-U", "-D"]), String(1 + below(20))]),
    command(["resize-window", "-t", window, "-x", String(70 + below(90)), "-y", String(15 + below(30))], still),
    command(["set-option", "-wu", "-t", window, "window-size"], still),
    command(["rename-session", "-t", session, `name ${below(100)}`], still),
    command(["rename-window", "-t", window, `name ${below(100)}`], still),
    command(["link-window", "-d", "-s", window, "-t", `${session}:`], still),
    command(["link-window", "-d", "-s", window, "-t", `${otherSession}:`], still),
    command(["unlink-window", "-t", `${session}:${window}`]),
    command(["move-window", "-d", "-s", `${session}:${window}`, "-t", `${otherSession}:`]),
    command(["swap-window", "-d", "-s", window, "-t", otherWindow]),
    command(["new-session", "-d", "-x", "100", "-y", "30"], still),
    command(["new-session", "-d", "-t", session], still),
    command(["select-pane", "-t", pane]),
    command(["last-window", "-t", session]),
    command(["source-file", t.launcher.replace("bin/opensessions", "opensessions.tmux")], still),
    one(`${anna.name} comes to ${session}`, async () =>
      t.tmux.attempt("switch-client", "-c", await anna.tty(), "-t", session)
    ),
    one(`${anna.name} leaves and comes back to ${session}`, () =>
      comesBack(t, people, person, session, `${anna.name}+`)
    ),
    presses("prefix )"),
    presses("prefix n"),
    presses("prefix L"),
    presses("prefix Space"),
    presses("prefix z"),
    presses("prefix }"),
    presses("prefix s Down Down Enter"),
    presses("prefix w Up Enter"),
    presses("prefix o n"),
    presses("prefix o 2"),
    presses("prefix o t", still),
    presses("prefix o e", still),
    one(`${anna.name} resizes the terminal`, () => anna.resize(90 + below(80), 24 + below(20)), still),
    one(`${anna.name} drags a border`, () => anna.drag([columns, 8], [24 + below(12), 8], [24 + below(12), 8]))
  ])
}

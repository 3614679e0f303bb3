/** What is wrong with the sidebars of a world, and what is missing of people's panes: the invariants that always hold. */
import { abreast, sidebarColumns } from "@opensessions/runtime/sidebars/sidebarColumns"
import type { TmuxWorld } from "../TmuxWorld.ts"
import { orphans } from "./orphans.ts"
import type { Known } from "./Scene.ts"
import { keptWidth } from "./widths.ts"

const fields =
  "#{window_id} #{pane_id} #{?@opensessions-sidebar,1,0} #{pane_active} #{pane_left} #{pane_width} #{pane_height} " +
  "#{pane_top} #{window_width} #{window_height} #{window_zoomed_flag}"

/** A pane as tmux lists it. */
interface Listed {
  readonly window: string
  readonly pane: string
  readonly sidebar: boolean
  readonly active: boolean
  readonly left: number
  readonly width: number
  readonly height: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  readonly zoomed: boolean
}

const parse = (line: string): Listed => {
  const [window = "", pane = "", sidebar, active, ...numbers] = line.split(" ")
  const [left = 0, width = 0, height = 0, top = 0, columns = 0, rows = 0, zoomed = 0] = numbers.map(Number)
  const flags = { sidebar: sidebar === "1", active: active === "1", zoomed: zoomed === 1 }
  return { window, pane, left, width, height, top, columns, rows, ...flags }
}

/** What is asked of the windows. */
interface Wanted {
  readonly visible: boolean
  readonly width: number
  /** Where somebody looks, and nobody has ended the sidebar. */
  readonly due: ReadonlySet<string>
}

const faultsOf = (own: ReadonlyArray<Listed>, { due, visible, width: chosen }: Wanted): ReadonlyArray<string> => {
  const sidebars = own.filter(({ sidebar }) => sidebar)
  const content = own.filter(({ sidebar }) => !sidebar)
  const [first] = own
  if (first === undefined) return []
  const { columns, rows, window, zoomed } = first
  const right = sidebarColumns({ width: columns, height: rows }, abreast(content), chosen)
  const wrong: Array<string> = []
  if (sidebars.length > 1) wrong.push(`${window} has ${sidebars.length} sidebars`)
  if (content.length === 0) wrong.push(`${window} has no content`)
  if (zoomed) return wrong
  if (!visible && sidebars.length > 0) wrong.push(`${window} has a sidebar while they are hidden`)
  if (visible && right !== null && sidebars.length === 0 && due.has(window)) wrong.push(`${window} has no sidebar`)
  for (const { active, height, left, width } of sidebars) {
    if (active) wrong.push(`${window} has the focus on its sidebar`)
    if (left !== 0 || height < rows) wrong.push(`${window} has its sidebar out of place`)
    if (width !== right) wrong.push(`${window}: ${width} columns instead of ${right} in ${columns}x${rows}`)
  }
  return wrong
}

/** What else a test knows: panes that nobody ended, and windows whose sidebar somebody did. */
interface Past extends Known {
  readonly theirs: ReadonlySet<string>
  readonly declined: ReadonlySet<string>
}

/** All of them. */
export const faults = async (
  t: TmuxWorld,
  { declined, theirs, width: chosen }: Past
): Promise<ReadonlyArray<string>> => {
  const { sidebarVisible: visible, sidebarWidth: width } = await t.state()
  const lines = await t.tmux.run("list-panes", "-a", "-f", "#{!=:#{session_name},_os_stash}", "-F", fields)
  const panes = [...new Set(lines)].map(parse)
  const clients = await t.tmux.run("list-clients", "-F", "#{client_tty} #{window_id} #{session_name}")
  const people = clients.filter((line) => line.startsWith("/")).map((line) => line.split(" "))
  const due = new Set(people.flatMap(([, window = ""]) => (declined.has(window) ? [] : [window])))
  const kept = keptWidth(t)
  return [
    ...[...theirs].filter((id) => panes.every(({ pane }) => pane !== id)).map((id) => `${id} is lost`),
    ...[...Map.groupBy(panes, ({ window }) => window).values()].flatMap((own) =>
      faultsOf(own, { visible, width: chosen ?? width, due })
    ),
    ...(chosen === null || chosen === width ? [] : [`the width is ${width}, and ${chosen} was chosen`]),
    ...(kept === width ? [] : [`the width is ${width}, and ${String(kept)} is kept`]),
    ...people.filter((words) => words[2] === "_os_stash").map(([tty]) => `${tty} is in _os_stash`),
    ...(await orphans(t))
  ]
}

/** Where the focus is: where each person is, and the content that has it in each window. */
export const focusOf = async (t: TmuxWorld): Promise<ReadonlyArray<string>> => {
  const clients = await t.tmux.run("list-clients", "-F", "#{client_tty} #{session_id} #{window_id}")
  const isContent = "#{&&:#{pane_active},#{&&:#{!=:#{session_name},_os_stash},#{?@opensessions-sidebar,0,1}}}"
  const windows = new Set(await t.tmux.run("list-panes", "-a", "-f", isContent, "-F", "#{window_id} #{pane_id}"))
  return [...clients.filter((line) => line.startsWith("/")), ...windows].toSorted()
}

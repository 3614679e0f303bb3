/** The sidebar panes of a tmux server, as tmux has them. */
import type { TmuxWorld } from "./TmuxWorld.ts"

export interface SidebarPane {
  readonly pane: string
  readonly session: string
  readonly window: string
  readonly left: number
  readonly width: number
  /** As high as its window. */
  readonly full: boolean
  readonly active: boolean
}

const fields = [
  "#{pane_id}",
  "#{window_id}",
  "#{pane_left}",
  "#{pane_width}",
  "#{&&:#{pane_at_top},#{pane_at_bottom}}",
  "#{pane_active}",
  "#{session_name}"
]

/** All that are marked, those that wait in the stash too. */
export const sidebarPanes = async (t: TmuxWorld): Promise<ReadonlyArray<SidebarPane>> => {
  const lines = await t.tmux.run("list-panes", "-a", "-f", "#{@opensessions-sidebar}", "-F", fields.join(" "))
  return lines.map((line) => {
    const [pane = "", window = "", left, width, full, active, ...session] = line.split(" ")
    return {
      pane,
      window,
      left: Number(left),
      width: Number(width),
      full: full === "1",
      active: active === "1",
      session: session.join(" ")
    }
  })
}

/** The number of sidebars in each window of people, by `session:index`; windows without one have 0. */
export const sidebarsByWindow = async (t: TmuxWorld): Promise<Readonly<Record<string, number>>> => {
  const marks = "#{P:#{@opensessions-sidebar}}"
  const lines = await t.tmux.run("list-windows", "-a", "-F", `${marks} #{session_name}:#{window_index}`)
  const counts = lines.map((line): readonly [string, number] => {
    const split = line.indexOf(" ")
    return [line.slice(split + 1), split]
  })
  return Object.fromEntries(counts.filter(([window]) => !window.startsWith("_os_stash:")))
}

/** The sidebar of the window that a person looks at. */
export const sidebarOf = async (t: TmuxWorld, window: string): Promise<SidebarPane> => {
  const found = (await sidebarPanes(t)).filter((one) => one.window === window)
  if (found.length !== 1) throw new Error(`${found.length} sidebars in ${window}`)
  return found[0]!
}

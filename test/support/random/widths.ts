/** The ways to choose the width of all sidebars: the slider, the configuration, a drag of the sidebar's border. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../eventually.ts"
import { sidebarPanes } from "../sidebarPanes.ts"
import type { TmuxWorld } from "../TmuxWorld.ts"
import { waitFor } from "../waiting.ts"
import { type Disturbance, disturbance, type Scene } from "./Scene.ts"
import { isShared, visit } from "./visits.ts"

const clamp = (columns: number): number => Math.max(20, Math.min(80, columns))

const configFile = (t: TmuxWorld): string => join(t.scratch.configDirectory, "config.json")

const configuration = (t: TmuxWorld): Record<string, unknown> =>
  existsSync(configFile(t)) ? JSON.parse(readFileSync(configFile(t), "utf8")) : {}

/** The width that the configuration keeps; the default where it keeps none. */
export const keptWidth = (t: TmuxWorld): unknown => configuration(t)["sidebarWidth"] ?? 26

/** A hand that moved something a moment ago is done: what it moved was adopted, or was nothing of ours. */
const handRests = async ({ known, t }: Scene): Promise<void> => {
  if (known.width !== null) return
  let last = { width: 0, since: 0 }
  const rests = async () => {
    const { sidebarWidth: width } = await t.state()
    if (width !== last.width) last = { width, since: performance.now() }
    return performance.now() - last.since > 1000 ? true : null
  }
  await waitFor(rests, () => "the width never rests")
}

const steps: Readonly<Record<string, number>> = {
  Right: 1,
  Left: -1,
  "+": 1,
  "-": -1,
  PageUp: 5,
  PageDown: -5,
  End: 99,
  Home: -99
}

/** The slider of the sidebar: each key is seen at once, Enter keeps it, Esc goes back. */
const slider = async (scene: Scene): Promise<void> => {
  const { dice, known, person, t } = scene
  await handRests(scene)
  await visit(scene, async () => {
    await person.keys("w")
    const screen = (await person.sees(/Width \d+/)).join("\n")
    const before = Number(/Width (\d+)/.exec(screen)![1])
    let columns = before
    for (let count = 1 + dice.below(4); count > 0; count--) {
      const key = dice.pick(Object.keys(steps))
      columns = clamp(columns + steps[key]!)
      await person.keys(key)
      await person.sees(`Width ${columns}`)
    }
    const keeps = dice.below(4) > 0
    await person.keys(keeps ? "Enter" : "Escape")
    await person.lacks(/Width \d+/)
    known.width = keeps ? columns : before
    await eventually(async () => (await t.state()).sidebarWidth, known.width)
  })
}

/** Somebody writes the configuration; other settings stay. */
const configures = async (scene: Scene): Promise<void> => {
  const { dice, known, t } = scene
  await handRests(scene)
  known.width = 20 + dice.below(30)
  const file = configFile(t)
  mkdirSync(t.scratch.configDirectory, { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify({ ...configuration(t), sidebarWidth: known.width }))
  renameSync(`${file}.new`, file)
}

/** A hand takes the border of a sidebar that it sees, and lets it go elsewhere. */
const drags = async (scene: Scene): Promise<void> => {
  const { dice, known, person, t } = scene
  if (await isShared(scene)) return
  await handRests(scene)
  const window = await person.where("#{window_id}")
  const sidebar = (await sidebarPanes(t)).find((one) => one.window === window)
  // A terminal that is smaller than the window shows a part of it.
  const inSight = "#{&&:#{e|<=:#{window_width},#{client_width}},#{?window_zoomed_flag,0,1}}"
  if (sidebar === undefined || (await person.where(inSight)) !== "1" || sidebar.session === "_os_stash") return
  const to = 15 + dice.below(35)
  await person.press(sidebar.width, 8)
  // tmux goes through them one after the other: this one is answered behind the place that the mouse is at.
  for (const column of [Math.round((sidebar.width + to) / 2), to, to]) {
    await person.move(column, 8)
    await t.tmux.run("display-message", "-p", "")
  }
  await person.release(to, 8)
  if (to !== sidebar.width) known.width = clamp(to)
  if (known.width !== null) await eventually(async () => (await t.state()).sidebarWidth, known.width)
}

/** All of them. */
export const widths = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { person } = scene
  const looks = { looks: true }
  return [
    disturbance(`${person.name} moves the slider`, () => slider(scene), looks),
    disturbance(`${person.name} writes a width into config.json`, () => configures(scene), looks),
    disturbance(`${person.name} drags the border of the sidebar`, () => drags(scene), looks)
  ]
}

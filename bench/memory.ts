/** What everything costs in memory, by the number of windows with a sidebar, and what one process a pane would cost. */
import { join } from "node:path"
import { TmuxWorld } from "../test/support/TmuxWorld.ts"
import { waitFor } from "../test/support/waiting.ts"
import { ControlClient } from "./ControlClient.ts"
import type { Figure } from "./figures.ts"
import { processesOf } from "./processes.ts"
import { SidebarBench } from "./SidebarBench.ts"

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

/** Longer than what the daemon takes for rest, after which it collects its garbage. */
const restMillis = 13_000

const withWindows = async (windows: number) => {
  await using bench = await SidebarBench.start()
  for (let i = 1; i < windows; i++) await bench.world.tmux.run("new-window", "-d", "-t", "=main:", "sleep 100000")
  const all = async () => {
    const marks = await bench.world.tmux.run("list-panes", "-s", "-t", "=main", "-F", "#{@opensessions-sidebar}")
    return marks.filter((mark) => mark === "1").length >= windows ? true : null
  }
  await waitFor(all, async () => `not every one of ${windows} windows got a sidebar`)
  // Every window was looked at once, as on a real day; then the last one is looked at.
  for (let i = 1; i < windows; i++) await bench.world.tmux.run("next-window", "-t", "=main:")
  const measured = async () => {
    const costs = await bench.costs()
    return { pss: sum(costs.map((c) => c.pss)), rss: sum(costs.map((c) => c.rss)) }
  }
  const atOnce = await measured()
  await new Promise((resolve) => setTimeout(resolve, restMillis))
  return { ...atOnce, atRest: (await measured()).pss }
}

/** PSS and RSS of daemon, supervisor, control client and holders together. */
export const memory = async (): Promise<ReadonlyArray<Figure>> => {
  const figures: Array<Figure> = []
  const at = new Map<number, number>()
  for (const windows of [1, 10, 27, 100]) {
    const { atRest, pss, rss } = await withWindows(windows)
    at.set(windows, atRest)
    const budget = windows === 27 ? ({ on: "median", limit: 100 } as const) : null
    figures.push({ name: `${windows} windows, all of it: PSS`, unit: "MB", samples: [pss], budget })
    figures.push({ name: `${windows} windows, all of it, at rest: PSS`, unit: "MB", samples: [atRest], budget })
    figures.push({ name: `${windows} windows, all of it: RSS`, unit: "MB", samples: [rss], budget: null })
  }
  // At rest: before, both are somewhere between two collections of garbage, 15 MB apart.
  const each = (at.get(100)! - at.get(27)!) / 73
  figures.push({
    name: "each further hidden window: PSS",
    unit: "MB",
    samples: [each],
    budget: { on: "median", limit: 0.2 }
  })
  return figures
}

const yardstickPanes = 5

/** The yardstick: OpenTUI once in each pane. */
export const yardstick = async (): Promise<ReadonlyArray<Figure>> => {
  await using world = await TmuxWorld.start()
  await world.client("anna", { width: 160, height: 48 })
  const watch = await ControlClient.attach(world.tmux, "main", world.scratch.env)
  const program = join(import.meta.dirname, "onePaneAProcess.ts")
  const paints: Array<number> = []
  for (let i = 0; i < yardstickPanes; i++) {
    const words = [process.execPath, "--disable-warning=ExperimentalWarning", program]
    const started = performance.now()
    const [pane] = await world.tmux.run("new-window", "-d", "-P", "-F", "#{pane_id}", "-t", "=main:", "--", ...words)
    await watch.until(pane!, (lines) => lines.some((line) => line.includes("yardstick ready")))
    paints.push(performance.now() - started)
  }
  const costs = processesOf(world.scratch.id, (command) => command.includes("onePaneAProcess"))
  watch.close()
  return [
    { name: "yardstick, one process a pane: PSS each", unit: "MB", samples: costs.map((c) => c.pss), budget: null },
    { name: "yardstick, one process a pane: RSS each", unit: "MB", samples: costs.map((c) => c.rss), budget: null },
    { name: "yardstick, one process a pane: first paint", unit: "ms", samples: paints, budget: null }
  ]
}

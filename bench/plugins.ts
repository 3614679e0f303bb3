/** What a plugin costs: its process, its start, and the way of what it says to the sidebar. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { installation } from "../test/support/scratchWorld.ts"
import { waitFor } from "../test/support/waiting.ts"
import type { Figure } from "./figures.ts"
import { processesOf } from "./processes.ts"
import { SidebarBench } from "./SidebarBench.ts"

const rounds = 40
const starts = 5

const example = readFileSync(join(installation, "examples/plugins/my-agent.ts"), "utf8")

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const shows = (text: string) => (lines: ReadonlyArray<string>) => lines.some((line) => line.includes(text))

/** The example's agent writes its file in one go, as agents do. */
const reporter = async (bench: SidebarBench) => {
  const directory = join(bench.world.scratch.home, ".my-agent")
  mkdirSync(directory, { recursive: true })
  const pid = await bench.world.tmux.format("#{pane_pid}", bench.world.pane("main"))
  return (title: string) => {
    const report = { thread: "a1", state: "working", title, at: Date.now() }
    writeFileSync(join(directory, "next"), JSON.stringify(report))
    renameSync(join(directory, "next"), join(directory, `${pid}.json`))
  }
}

export const plugins = async (): Promise<ReadonlyArray<Figure>> => {
  await using bench = await SidebarBench.start()
  const pane = await bench.sidebar()
  const report = await reporter(bench)
  report("is there")
  const file = join(bench.world.scratch.home, ".config/opensessions/plugins/my-agent.ts")
  mkdirSync(join(file, ".."), { recursive: true })

  // Saved again and again: each time it is ended, started, and has to find its agent.
  const started: Array<number> = []
  for (let start = 0; start <= starts; start++) {
    const title = start === starts ? "report.title" : `"start ${start}."`
    await pause(500)
    const from = performance.now()
    writeFileSync(file, example.replace("threadName: report.title", `threadName: ${title}`))
    await bench.watch.until(pane, shows(start === starts ? "is there" : `start ${start}.`))
    started.push(performance.now() - from)
  }

  const told: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    report(`round ${round}.`)
    await bench.watch.until(pane, shows(`round ${round}.`))
    told.push(performance.now() - from)
    await pause(30)
  }

  const own = () => processesOf(bench.world.scratch.id, (command) => /plugin\.(sh|mjs)/.test(command))
  const processes = await waitFor(
    async () => (own().length === 3 ? own() : null),
    async () => "no plugin runs"
  )
  const pss = processes.reduce((sum, one) => sum + one.pss, 0)
  return [
    { name: "a plugin: saved → what it says painted", unit: "ms", samples: started, budget: null },
    {
      name: "a plugin: its agent's file written → painted",
      unit: "ms",
      samples: told,
      budget: { on: "median", limit: 10 }
    },
    { name: "a plugin: its process with what guards it, PSS", unit: "MB", samples: [pss], budget: null }
  ]
}

/** What it costs that ten agents work before somebody's eyes, and nothing else happens. */
import type { Figure } from "./figures.ts"
import { agentSessions, startAgents } from "./PaneAgents.ts"
import { processorSeconds } from "./processes.ts"
import { SidebarBench } from "./SidebarBench.ts"

const agentCount = 10
const seconds = 20

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Their signs turn four times a second. */
export const spinners = async (): Promise<ReadonlyArray<Figure>> => {
  await using bench = await SidebarBench.start({
    sessions: { main: {}, ...agentSessions(agentCount, (i) => `work-${i}`) }
  })
  await startAgents(bench.world)
  const pane = await bench.sidebar()
  const turning = (lines: ReadonlyArray<string>) => lines.filter((line) => /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] *$/.test(line)).length
  await bench.watch.until(pane, (lines) => turning(lines) >= agentCount, 20_000)
  bench.watch.close()
  await pause(3000)
  const before = processorSeconds(bench.daemonPid())
  await pause(seconds * 1000)
  const cpu = (100 * (processorSeconds(bench.daemonPid()) - before)) / seconds
  const name = `${agentCount} working agents in sight: daemon's CPU`
  return [{ name, unit: "%", samples: [cpu], budget: { on: "median", limit: 2 }, note: `of a core, over ${seconds} s` }]
}

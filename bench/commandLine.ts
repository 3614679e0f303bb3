/** How long a command takes that only talks to the running daemon, from its start to its end. */
import { runProgram } from "../test/support/runProgram.ts"
import type { Figure } from "./figures.ts"
import { SidebarBench } from "./SidebarBench.ts"

const rounds = 15

const limit = { on: "median", limit: 120 } as const

/** One of each kind: the launcher alone, a request that is posted, an answer that is decoded, a list that is written. */
const commands = [
  ["next"],
  ["switch", "main"],
  ["status"],
  ["set-status", "Deploying"],
  ["set-progress", "3/10"],
  ["log", "Tests passed"],
  ["ls"],
  ["ls", "--json"],
  ["explain", "bot"],
  ["history"],
  ["theme"],
  ["doctor"]
]

export const commandLine = async (): Promise<ReadonlyArray<Figure>> => {
  await using bench = await SidebarBench.start()
  const { launcher, scratch } = bench.world
  const pane = bench.world.pane()
  const report = { agent: "bot", status: "running", paneId: pane }
  await bench.world.socket("/api/agent-event", { method: "POST", body: report })
  const env = { ...scratch.env, ...(await bench.world.insideOf(pane)) }
  const figures: Array<Figure> = []
  for (const words of commands) {
    const samples: Array<number> = []
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      const { status, stderr } = await runProgram(launcher, words, { env, cwd: scratch.home })
      samples.push(performance.now() - started)
      if (status !== 0) throw new Error(`opensessions ${words.join(" ")}: ${stderr}`)
    }
    figures.push({ name: `opensessions ${words.join(" ")}`, unit: "ms", samples: samples.slice(1), budget: limit })
  }
  return figures
}

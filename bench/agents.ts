/** What many agents cost: while they write, at a start beside old transcripts, and after a million lines. */
import { mkdirSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Figure } from "./figures.ts"
import { agentSessions, append, startAgents, transcriptLine } from "./PaneAgents.ts"
import { costOf, processorSeconds } from "./processes.ts"
import { SidebarBench } from "./SidebarBench.ts"

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const allAtWork = (bench: SidebarBench, count: number) =>
  bench.world.stateWhere(
    ({ sessions }) =>
      sessions.flatMap(({ agents }) => agents).filter(({ status }) => status === "running" || status === "tool-running")
        .length === count,
    { timeoutMillis: 30_000 }
  )

/** `POST /set-status` → painted, once every 200 ms. */
const paints = async (bench: SidebarBench, pane: string, rounds: number): Promise<ReadonlyArray<number>> => {
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const text = `mark ${round}.`
    const started = performance.now()
    void bench.world.http("/set-status", { method: "POST", body: { session: "main", text } })
    await bench.watch.until(pane, (lines) => lines.some((line) => line.includes(text)))
    samples.push(performance.now() - started)
    await pause(200)
  }
  return samples
}

const agentCount = 50
const linesASecond = 20
const busySeconds = 20

/** 50 agents that write 20 lines a second each: the daemon's CPU, and what a person notices of it. */
export const agents = async (): Promise<ReadonlyArray<Figure>> => {
  const sessions = { main: {}, ...agentSessions(agentCount, (i) => `work-${i}`) }
  await using bench = await SidebarBench.start({ sessions })
  const agents = await startAgents(bench.world)
  await allAtWork(bench, agentCount)
  const pane = await bench.sidebar()
  const quiet = await paints(bench, pane, 40)

  // One line of one agent each millisecond, as fifty programs of their own would do it.
  let written = 0
  const started = performance.now()
  const writer = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * agentCount * linesASecond
    for (; written < due; written++) {
      const agent = agents[written % agentCount]!
      append(agent, transcriptLine(agent, Math.floor(written / agentCount)))
    }
  }, 1)
  await pause(2_000)
  const pid = bench.daemonPid()
  const revision = async () => (await bench.world.state()).revision
  const before = { cpu: processorSeconds(pid), at: performance.now(), revision: await revision() }
  await pause(busySeconds * 1000)
  const seconds = (performance.now() - before.at) / 1000
  const cpu = (100 * (processorSeconds(pid) - before.cpu)) / seconds
  const documents = ((await revision()) - before.revision) / seconds
  const loud = await paints(bench, pane, 40)
  clearInterval(writer)
  const budget = { on: "p95", limit: 25 } as const
  return [
    {
      name: `${agentCount} agents, ${linesASecond} lines/s each: daemon's CPU`,
      unit: "%",
      samples: [cpu],
      budget: { on: "median", limit: 10 },
      note: `of a core, over ${busySeconds} s; ${documents.toFixed(0)} state documents a second`
    },
    { name: "POST → painted, agents at rest", unit: "ms", samples: quiet, budget },
    { name: "POST → painted, all agents writing", unit: "ms", samples: loud, budget }
  ]
}

const liveCount = 20
const oldCount = 10_000
const oldBytes = 500 * 1024

/** 10,000 old transcripts of 5 GB: 2,000 in a directory where an agent lives, the rest in 80 others. They are sparse. */
const makeOld = (home: string): void => {
  for (let i = 0; i < oldCount; i++) {
    const folder = i % 5 === 0 ? join(home, "work-0").replace(/[^A-Za-z0-9]/g, "-") : `-old-${i % 80}`
    const directory = join(home, ".claude", "projects", folder)
    if (i < 400) mkdirSync(directory, { recursive: true })
    const path = join(directory, `00000000-0000-4000-9000-${String(i).padStart(12, "0")}.jsonl`)
    writeFileSync(path, "")
    truncateSync(path, oldBytes)
  }
}

interface Start {
  readonly paint: number
  readonly right: number
  readonly rss: number
}

/** A start of the product where agents are at work already. */
const startBeside = async (old: boolean): Promise<Start> => {
  const sessions = { main: {}, ...agentSessions(liveCount, (i) => `work-${i}`) }
  await using bench = await SidebarBench.prepare({ sessions })
  if (old) makeOld(bench.world.scratch.home)
  await startAgents(bench.world)
  const started = performance.now()
  const since = () => performance.now() - started
  const [paint] = await Promise.all([bench.painted().then(since), bench.open()])
  await allAtWork(bench, liveCount)
  const right = since()
  await pause(5_000)
  return { paint, right, rss: costOf(bench.daemonPid()).rss }
}

const startRounds = 3

/** A start beside old transcripts against one without. */
export const agentsStart = async (): Promise<ReadonlyArray<Figure>> => {
  const without: Array<Start> = []
  const beside: Array<Start> = []
  for (let round = 0; round < startRounds; round++) {
    without.push(await startBeside(false))
    beside.push(await startBeside(true))
  }
  const old = `${oldCount} old transcripts`
  const grown = beside.map(({ rss }, i) => rss - without[i]!.rss)
  return [
    {
      name: `start without old transcripts: first paint`,
      unit: "ms",
      samples: without.map((s) => s.paint),
      budget: null
    },
    { name: `start beside ${old}: first paint`, unit: "ms", samples: beside.map((s) => s.paint), budget: null },
    {
      name: `start beside ${old}: all ${liveCount} live threads right`,
      unit: "ms",
      samples: beside.map((s) => s.right),
      budget: { on: "p95", limit: 2_000 }
    },
    {
      name: `start beside ${old}: more RSS than without`,
      unit: "MB",
      samples: grown,
      budget: { on: "median", limit: 20 }
    }
  ]
}

const growthAgents = 10
const growthLines = 1_000_000
/** Below what is read of one transcript at once, and slower than it is read, so that every line is. */
const linesAtOnce = 500
const growthPauseMillis = 300

/** The daemon's memory while a million lines are written. Between two collections of garbage it rises and falls by 40 MB. */
export const agentsGrowth = async (): Promise<ReadonlyArray<Figure>> => {
  const sessions = { main: {}, ...agentSessions(growthAgents, (i) => `work-${i}`) }
  await using bench = await SidebarBench.start({ sessions })
  const agents = await startAgents(bench.world)
  await allAtWork(bench, growthAgents)
  const pid = bench.daemonPid()
  const memory: Array<number> = []
  const cpu = processorSeconds(pid)
  for (let line = 0; line < growthLines / growthAgents; line += linesAtOnce) {
    for (const agent of agents)
      append(agent, Array.from({ length: linesAtOnce }, (_, i) => transcriptLine(agent, line + i)).join(""))
    await pause(growthPauseMillis)
    memory.push(costOf(pid).rss)
  }
  const each = ((processorSeconds(pid) - cpu) * 1e6) / growthLines
  const third = Math.floor(memory.length / 3)
  const low = (samples: ReadonlyArray<number>) => Math.min(...samples)
  return [
    {
      name: `${growthLines} lines of ${growthAgents} agents: lowest RSS of the last third over that of the second`,
      unit: "MB",
      samples: [low(memory.slice(-third)) - low(memory.slice(third, -third))],
      budget: { on: "median", limit: 10 },
      note: `between ${low(memory).toFixed(0)} and ${Math.max(...memory).toFixed(0)} MB; ${each.toFixed(0)} µs of CPU a line`
    }
  ]
}

/** How long it takes until a change is in the cells of a pane, as `capture-pane` sees them. */
import { join } from "node:path"
import { installation } from "../test/support/scratchWorld.ts"
import { startClaude } from "../test/support/startAgent.ts"
import type { Figure } from "./figures.ts"
import { SidebarBench } from "./SidebarBench.ts"

const rounds = 40

const shows = (text: string) => (lines: ReadonlyArray<string>) => lines.some((line) => line.includes(text))

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Makes the change and looks until it is painted, again and again; `change` gives the text that is to appear. */
const repeated = async (
  bench: SidebarBench,
  pane: () => Promise<string>,
  change: (round: number) => Promise<string>
): Promise<ReadonlyArray<number>> => {
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const at = await pane()
    const started = performance.now()
    const text = await change(round)
    await bench.watch.until(at, shows(text))
    samples.push(performance.now() - started)
    // People pause; and a frame that is still being drawn must not help the next one.
    await pause(30)
  }
  return samples
}

const setStatus = (bench: SidebarBench, text: string) =>
  bench.world.http("/set-status", { method: "POST", body: { session: "main", text } })

/** `POST /set-status` → painted. */
const posted = async (): Promise<Figure> => {
  await using bench = await SidebarBench.start()
  const pane = await bench.sidebar()
  const samples = await repeated(
    bench,
    async () => pane,
    async (round) => {
      // The answer is not waited for: the pane may have it first.
      void setStatus(bench, `mark ${round}.`)
      return `mark ${round}.`
    }
  )
  return { name: "POST /set-status → painted", unit: "ms", samples, budget: { on: "median", limit: 10 } }
}

/** What tmux itself takes for a command that does nothing: each of its turns goes through all windows. */
const roundTrip = async (bench: SidebarBench): Promise<number> => {
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await bench.watch.run("display-message -p x")
    samples.push(performance.now() - started)
    await pause(10)
  }
  return samples.sort((a, b) => a - b)[rounds / 2]!
}

/** `j` and `k` in a list of 20 sessions: key at the client's terminal → cursor painted. */
const cursor = async (sessions: number): Promise<Figure> => {
  const names = Array.from({ length: sessions }, (_, i) => `s${String(i).padStart(4, "0")}`)
  await using bench = await SidebarBench.start({
    sessions: { main: {}, ...Object.fromEntries(names.map((n) => [n, { command: "sleep 100000" }])) }
  })
  const pane = await bench.sidebar()
  await bench.world.tmux.run("select-pane", "-t", pane)
  await pause(300)
  const turn = await roundTrip(bench)
  const row = async () => (await bench.watch.screen(pane)).findIndex((line) => line.includes("›"))
  await bench.watch.run(`send-keys -t ${pane} j`)
  await pause(100)
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const before = await row()
    const started = performance.now()
    await bench.watch.run(`send-keys -t ${pane} ${round % 2 === 0 ? "j" : "k"}`)
    await bench.watch.until(pane, (lines) => {
      const now = lines.findIndex((line) => line.includes("›"))
      return now !== before && now !== -1
    })
    samples.push(performance.now() - started)
    await pause(30)
  }
  const note = `an empty command takes tmux ${turn.toFixed(1)} ms then`
  const name = `j → cursor painted, ${sessions + 1} sessions`
  return { name, unit: "ms", samples, budget: { on: "p95", limit: 10 }, note }
}

/** A change while the window is hidden, then the window is looked at: select-window → the change is in its cells. */
const attach = async (): Promise<Figure> => {
  await using bench = await SidebarBench.start()
  const { tmux } = bench.world
  await tmux.run("new-window", "-t", "=main:", "sleep 100000")
  const panes = [await bench.sidebar()]
  await tmux.run("next-window", "-t", "=main:")
  panes.push(await bench.sidebar())
  const windows = await tmux.run("list-windows", "-t", "=main", "-F", "#{window_id}")
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const other = windows[round % 2]!
    await setStatus(bench, `round ${round}.`)
    await pause(50)
    const marks = await tmux.run("list-panes", "-t", other, "-F", "#{pane_id} #{@opensessions-sidebar}")
    const pane = marks.find((line) => line.endsWith(" 1"))!.split(" ")[0]!
    const started = performance.now()
    await bench.watch.run(`select-window -t ${other}`)
    await bench.watch.until(pane, shows(`round ${round}.`))
    samples.push(performance.now() - started)
  }
  return { name: "window looked at → attached and painted", unit: "ms", samples, budget: { on: "p95", limit: 10 } }
}

/** Hidden, then `t` after `prefix o` at the client's terminal → the last cell of the sidebar in the current window. */
const toggle = async (): Promise<Figure> => {
  await using bench = await SidebarBench.start()
  await bench.world.tmux.run("run-shell", join(installation, "opensessions.tmux"))
  const pane = await bench.sidebar()
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const hidden = await bench.world.opensessions("toggle")
    if (hidden.status !== 0) throw new Error(hidden.stderr)
    await pause(150)
    await setStatus(bench, `shown ${round}.`)
    await bench.anna.keys("prefix o")
    // People under test take 80 ms from key to key, and that is no time of ours.
    await pause(100)
    const started = performance.now()
    await bench.anna.keys("t")
    await bench.watch.until(pane, (lines) => shows(`shown ${round}.`)(lines) && shows("⏎ go")(lines))
    samples.push(performance.now() - started)
    await pause(50)
  }
  const note = "with the tmux process that presses the key"
  return { name: "toggle key → painted", unit: "ms", samples, budget: { on: "p95", limit: 40 }, note }
}

/** Claude's live record turns to waiting and back → the mark is in the row. */
const agent = async (): Promise<Figure> => {
  await using bench = await SidebarBench.start()
  const claude = await startClaude(bench.world, await bench.world.pane("main"))
  const pane = await bench.sidebar()
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    await claude.prompt(`round ${round}`)
    await pause(60)
    const started = performance.now()
    void claude.asksPermission("Bash", { command: "true" })
    await bench.watch.until(pane, (lines) => shows("◉")(lines.slice(1)))
    samples.push(performance.now() - started)
    await claude.goesOn()
    await claude.finishes("done")
    await bench.watch.until(pane, (lines) => !shows("◉")(lines.slice(1)))
    await pause(30)
  }
  return { name: "agent writes its record → painted", unit: "ms", samples, budget: { on: "p95", limit: 25 } }
}

/** A prompt's line in the transcript → its words are in the detail of the session. */
const transcript = async (): Promise<Figure> => {
  await using bench = await SidebarBench.start()
  const claude = await startClaude(bench.world, await bench.world.pane("main"))
  const pane = await bench.sidebar()
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    void claude.prompt(`prompt ${round}.`)
    await bench.watch.until(pane, shows(`prompt ${round}.`))
    samples.push(performance.now() - started)
    await claude.finishes("done")
    await pause(150)
  }
  return { name: "transcript line → painted", unit: "ms", samples, budget: { on: "p95", limit: 25 } }
}

/** Everything a person waits for, warm. */
export const latency = async (): Promise<ReadonlyArray<Figure>> => [
  await posted(),
  await cursor(20),
  await cursor(999),
  await attach(),
  await toggle(),
  await agent(),
  await transcript()
]

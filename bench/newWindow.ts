/** What a sidebar in every window costs whoever opens windows: `tmux new-window` with sidebars shown and without. */
import type { Figure } from "./figures.ts"
import { SidebarBench } from "./SidebarBench.ts"

const rounds = 30

const newWindows = async (bench: SidebarBench): Promise<ReadonlyArray<number>> => {
  const samples: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const [window] = await bench.world.tmux.run("new-window", "-P", "-F", "#{window_id}", "-t", "=main:", "sleep 600")
    samples.push(performance.now() - started)
    await bench.world.tmux.run("kill-window", "-t", window!)
  }
  return samples.toSorted((a, b) => a - b)
}

/** The command as a process of its own, from its start to its end. */
export const newWindow = async (): Promise<ReadonlyArray<Figure>> => {
  await using bench = await SidebarBench.prepare()
  const without = await newWindows(bench)
  await bench.world.opensessions()
  await bench.sidebar()
  const shown = await newWindows(bench)
  // In pairs by rank: what the machine does to one it does to the other.
  const more = shown.map((sample, i) => sample - (without[i] ?? 0))
  return [
    { name: "tmux new-window, no sidebar", unit: "ms", samples: without, budget: null },
    { name: "tmux new-window, sidebars shown: more", unit: "ms", samples: more, budget: { on: "median", limit: 10 } }
  ]
}

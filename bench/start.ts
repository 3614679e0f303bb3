/** From nothing to the first frame. */
import type { Figure } from "./figures.ts"
import { SidebarBench } from "./SidebarBench.ts"

const rounds = 7

/** `opensessions` typed in a pane → the sidebar's header is in its cells; daemon and all not running before. */
export const coldStart = async (): Promise<ReadonlyArray<Figure>> => {
  const samples: Array<number> = []
  const returns: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    await using bench = await SidebarBench.prepare()
    const started = performance.now()
    const since = () => performance.now() - started
    await Promise.all([
      bench.open().then(() => returns.push(since())),
      bench.painted().then(() => samples.push(since()))
    ])
  }
  return [
    { name: "cold: opensessions → first paint", unit: "ms", samples, budget: { on: "median", limit: 400 } },
    { name: "cold: opensessions → prompt is back", unit: "ms", samples: returns, budget: null }
  ]
}

/** What it costs to do nothing. */
import type { Figure } from "./figures.ts"
import { endedChildren, processorSeconds } from "./processes.ts"
import { SidebarBench } from "./SidebarBench.ts"

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * The budget is about ten minutes. After its last edge the daemon looks for ports five times within half a minute (25 ms
 * of CPU each with 50 sessions) and collects its garbage once; in one minute right after a start these would be nearly all.
 */
const settlingMillis = 40_000

/** 50 sessions, three clients, nothing happens for `seconds`. */
export const idle = async (seconds = 60): Promise<ReadonlyArray<Figure>> => {
  const names = Array.from({ length: 49 }, (_, i) => [`quiet-${i}`, { command: "sleep 100000" }])
  await using bench = await SidebarBench.start({ sessions: { main: {}, ...Object.fromEntries(names) } })
  await bench.world.client("ben", { session: "quiet-1" })
  await bench.world.client("cara", { session: "quiet-2" })
  bench.watch.close()
  await pause(settlingMillis)
  const pid = bench.daemonPid()
  const tmux = Number((await bench.world.tmux.run("display-message", "-p", "#{pid}"))[0])
  const before = { cpu: processorSeconds(pid), children: endedChildren(pid), jobs: endedChildren(tmux) }
  await pause(seconds * 1000)
  const cpu = (100 * (processorSeconds(pid) - before.cpu)) / seconds
  const forked = (endedChildren(pid) > before.children ? 1 : 0) + (endedChildren(tmux) > before.jobs ? 1 : 0)
  return [
    {
      name: `idle ${seconds} s, 50 sessions, 3 clients: daemon's CPU`,
      unit: "%",
      samples: [cpu],
      budget: { on: "median", limit: 0.1 }
    },
    {
      name: `idle ${seconds} s: processes spawned by daemon or tmux (0 none, else some)`,
      unit: "count",
      samples: [forked],
      budget: { on: "median", limit: 0 }
    }
  ]
}

/** What belongs to nobody: sidebars without a window, panes without a mark, processes without a pane (Linux). */
import { readdir, readFile } from "node:fs/promises"
import { leftovers } from "../leftovers.ts"
import type { TmuxWorld } from "../TmuxWorld.ts"

const holds = "sleep 2147483647"

const read = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "")

/** The processes that hold sidebar panes open, of one tmux server. Their environment is empty, so `leftovers` misses them. */
const holdersOf = async (server: string): Promise<ReadonlyArray<string>> => {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const parent = (await read(`/proc/${pid}/stat`)).split(") ").at(-1)?.split(" ")[1]
      if (parent !== server) return null
      const command = (await read(`/proc/${pid}/cmdline`)).replaceAll("\0", " ").trim()
      return command === holds || command.includes("holder.sh") ? pid : null
    })
  )
  return found.filter((pid) => pid !== null)
}

/** Processes of ours in a world, by what they are. */
const programs = async (t: TmuxWorld): Promise<ReadonlyArray<string>> =>
  (await leftovers(t.scratch.id))
    .filter(({ command }) => /main\.mjs|supervise\.sh|bin\/opensessions|cli\.mjs|holder\.sh|plugin\.sh/.test(command))
    .map(({ command }) => command)

const fields =
  "#{pane_id} #{pane_pid} #{window_id} #{?@opensessions-sidebar,1,0} #{?#{m:*/holder.sh*,#{pane_start_command}},1,0} " +
  "#{?#{==:#{session_name},_os_stash},1,0} #{window_name}"

/** While the daemon runs. */
export const orphans = async (t: TmuxWorld): Promise<ReadonlyArray<string>> => {
  const holders = await holdersOf(await t.tmux.format("#{pid}"))
  const running = await programs(t)
  const lines = new Set(await t.tmux.run("list-panes", "-a", "-F", fields))
  const panes = [...lines].map((line) => {
    const [pane = "", pid = "", window = "", marked, made, stashed, ...name] = line.split(" ")
    return {
      pane,
      pid,
      window,
      marked: marked === "1",
      made: made === "1",
      stashed: stashed === "1",
      name: name.join(" ")
    }
  })
  const windows = new Set(panes.flatMap(({ stashed, window }) => (stashed ? [] : [window])))
  const homes = panes.flatMap(({ marked, name, stashed, window }) => (marked ? [stashed ? name : window] : []))
  return [
    ...panes.filter(({ made, marked }) => made && !marked).map(({ pane }) => `${pane} is no sidebar any more`),
    ...panes
      .filter(({ marked, stashed }) => stashed && !marked)
      .slice(1)
      .map(({ pane }) => `${pane} is in _os_stash`),
    ...homes.filter((home) => !windows.has(home)).map((home) => `a sidebar of ${home} is left`),
    ...homes.filter((home, i) => homes.indexOf(home) < i).map((home) => `${home} has another sidebar`),
    ...holders
      .filter((holder) => panes.every(({ pid }) => pid !== holder))
      .map((pid) => `process ${pid} holds nothing`),
    ...(running.filter((one) => one.includes("main.mjs")).length === 1 ? [] : ["there is not one daemon"]),
    ...running.filter((one) => !/main\.mjs|supervise\.sh/.test(one)).map((one) => `${one} still runs`)
  ]
}

/** What is left of ours when the daemon has ended. */
export const remains = async (t: TmuxWorld): Promise<ReadonlyArray<string>> => [
  ...(await programs(t)),
  ...(await holdersOf(await t.tmux.format("#{pid}"))),
  ...(await t.tmux.run("list-sessions", "-F", "#{session_name}")).filter((name) => name === "_os_stash"),
  ...(await t.tmux.run("list-panes", "-a", "-f", "#{@opensessions-sidebar}", "-F", "#{pane_id}"))
]

import { sidebarColumns } from "@opensessions/runtime/sidebars/sidebarColumns"
import { assert, it } from "@effect/vitest"
import { dice, disturbance } from "../support/disturb.ts"
import { eventually } from "../support/eventually.ts"
import { leftovers } from "../support/leftovers.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const seed = Number(process.env["OPENSESSIONS_TEST_SEED"] ?? 7)
const actions = Number(process.env["OPENSESSIONS_TEST_ACTIONS"] ?? 60)

const fields =
  "#{window_id} #{pane_id} #{?@opensessions-sidebar,1,0} #{pane_active} #{pane_left} #{pane_width} #{pane_height} " +
  "#{window_width} #{window_height} #{window_zoomed_flag}"

/** What is wrong with the sidebars and what is missing of a person's panes. */
const faults = async (t: TmuxWorld, theirs: ReadonlySet<string>): Promise<ReadonlyArray<string>> => {
  const { sidebarVisible, sidebarWidth } = await t.state()
  const lines = await t.tmux.run("list-panes", "-a", "-f", "#{!=:#{session_name},_os_stash}", "-F", fields)
  const panes = [...new Set(lines)].map((line) => line.split(" "))
  const wrong = [...theirs].filter((id) => panes.every(([, pane]) => pane !== id)).map((id) => `${id} is lost`)
  for (const [window, own] of Map.groupBy(panes, ([id]) => id)) {
    const sidebars = own.filter(([, , sidebar]) => sidebar === "1")
    const [first] = own
    const [columns, rows, zoomed] = (first ?? []).slice(7).map(Number)
    if (sidebars.length > 1) wrong.push(`${window} has ${sidebars.length} sidebars`)
    if (sidebars.length === own.length) wrong.push(`${window} has no content`)
    if (zoomed === 1) continue
    if (!sidebarVisible && sidebars.length > 0) wrong.push(`${window} has a sidebar while they are hidden`)
    for (const [, , , active, left, width, height] of sidebars) {
      const most = sidebarColumns({ width: columns ?? 0, height: rows ?? 0 }, 1, sidebarWidth)
      if (active === "1") wrong.push(`${window} has the focus on its sidebar`)
      if (Number(left) !== 0 || Number(height) < (rows ?? 0)) wrong.push(`${window} has its sidebar out of place`)
      if (Number(width) > (most ?? 0) || Number(width) < Math.min(26, sidebarWidth))
        wrong.push(`${window}: ${width} columns`)
    }
  }
  const clients = await t.tmux.run("list-clients", "-F", "#{client_tty} #{session_name}")
  return [...wrong, ...clients.filter((line) => line.startsWith("/") && line.endsWith(" _os_stash"))]
}

it(
  `whatever two people do (${actions} actions, seed ${seed}), all is right after each, and nothing is left at the end`,
  { timeout: 240_000 },
  async () => {
    await using t = await TmuxWorld.start({
      sessions: { one: {}, two: {} },
      plugin: true,
      configuration: "set -g detach-on-destroy off"
    })
    const people = [await t.client("anna"), await t.client("bert", { session: "two", width: 100, height: 30 })]
    await people[0]!.keys("prefix o t")
    await people[0]!.sees(/sessions/, { timeoutMillis: 20_000 })
    const random = dice(seed)
    const done: Array<string> = []
    const theirs = new Set<string>()
    // A sidebar that was made a moment ago has its program before it has its mark.
    const isTheirs = "#{&&:#{!=:#{session_name},_os_stash},#{?#{m:*/holder.sh*,#{pane_start_command}},0,1}}"
    const ask = ["list-panes", "-a", "-f", isTheirs, "-F", "#{pane_id}"]
    for (let turn = 0; turn < actions; turn++) {
      for (const pane of await t.tmux.run(...ask)) theirs.add(pane)
      const { name, ends, act } = await disturbance(t, people, random)
      done.push(name)
      for (const pane of ends) theirs.delete(pane)
      await act()
      // Now and then the next one comes before this one was answered.
      if (random.below(3) === 0) continue
      await eventually(() => faults(t, theirs), [], { timeoutMillis: 15_000 }).catch((cause: unknown) => {
        throw new Error(`after ${done.slice(-6).join("; ")} (action ${turn}, seed ${seed})\n${t.log().slice(-1500)}`, {
          cause
        })
      })
    }
    assert.notMatch(t.log(), /were not settled|defect/)
    assert.strictEqual((await t.opensessions("quit")).status, 0)
    await eventually(
      async () =>
        (await leftovers(t.scratch.id)).filter(({ command }) => /main\.mjs|holder\.sh|sleep 2147483647/.test(command)),
      []
    )
  }
)

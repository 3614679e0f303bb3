import { assert, it } from "@effect/vitest"
import { dice, disturbance } from "../support/disturb.ts"
import { eventually } from "../support/eventually.ts"
import { faults, focusOf } from "../support/faults.ts"
import { leftovers } from "../support/leftovers.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const seed = Number(process.env["OPENSESSIONS_TEST_SEED"] ?? 7)
const actions = Number(process.env["OPENSESSIONS_TEST_ACTIONS"] ?? 60)

const isTheirs = "#{&&:#{!=:#{session_name},_os_stash},#{?#{m:*/holder.sh*,#{pane_start_command}},0,1}}"

it(
  `whatever two people do (${actions} actions, seed ${seed}), all is right after each, and nothing is left at the end`,
  { timeout: 60_000 + actions * 4_000 },
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
    const declined = new Set<string>()
    // A sidebar that was made a moment ago has its program before it has its mark.
    const ask = ["list-panes", "-a", "-f", isTheirs, "-F", "#{pane_id}"]
    let settled = true
    const told = (turn: number) => (cause: unknown) => {
      const last = done.slice(-6).join("; ")
      throw new Error(`after ${last} (action ${turn}, seed ${seed})\n${t.log().slice(-1500)}`, { cause })
    }
    for (let turn = 0; turn < actions; turn++) {
      for (const pane of await t.tmux.run(...ask).catch(told(turn))) theirs.add(pane)
      const focus = await focusOf(t)
      const { act, declines, ends, keepsFocus, name } = await disturbance(t, people, random)
      done.push(name)
      for (const pane of ends) theirs.delete(pane)
      if (declines !== null) declined.add(declines)
      await act()
      const keeps = settled && keepsFocus
      // Now and then the next one comes before this one was answered.
      settled = random.below(3) !== 0
      if (!settled) continue
      await eventually(() => faults(t, theirs, declined), [], { timeoutMillis: 15_000 }).catch(told(turn))
      const moved = async () => {
        const now = await focusOf(t)
        return focus.filter((line) => !now.includes(line))
      }
      if (keeps) await eventually(moved, []).catch(told(turn))
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

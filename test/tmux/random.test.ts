import { assert, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { dice } from "../support/random/dice.ts"
import { disturb } from "../support/random/disturb.ts"
import { faults, focusOf } from "../support/random/faults.ts"
import { remains } from "../support/random/orphans.ts"
import { type Known, sceneOf } from "../support/random/Scene.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const seed = Number(process.env["OPENSESSIONS_TEST_SEED"] ?? 7)
const actions = Number(process.env["OPENSESSIONS_TEST_ACTIONS"] ?? 60)

const isTheirs = "#{&&:#{!=:#{session_name},_os_stash},#{?#{m:*/holder.sh*,#{pane_start_command}},0,1}}"

/** All clients and panes, for a person who has to find out what went wrong. */
const worldNow = async (t: TmuxWorld): Promise<string> => {
  const client = "#{client_tty} #{client_width}x#{client_height} #{session_id} #{window_id}"
  const pane =
    "#{session_id}:#{window_index}#{?window_active,*,} #{window_id} #{window_width}x#{window_height} #{pane_id}" +
    "#{?pane_active,*,}#{?@opensessions-sidebar,S,}#{?window_zoomed_flag,Z,} #{pane_width}x#{pane_height}+#{pane_left}+#{pane_top}"
  const lines = await t.tmux.run("list-clients", "-F", client, ";", "list-panes", "-a", "-F", pane)
  return lines.join("\n")
}

it(
  `whatever two people do (${actions} actions, seed ${seed}), all is right after each, and nothing is left at the end`,
  { timeout: 60_000 + actions * 4_000 },
  async () => {
    await using t = await TmuxWorld.start({
      sessions: { one: {}, two: {} },
      plugin: true,
      configuration: "set -g detach-on-destroy off\nset -g @opensessions-popup-key P"
    })
    const people = [await t.client("anna"), await t.client("bert", { session: "two", width: 100, height: 30 })]
    await people[0]!.keys("prefix o t")
    await people[0]!.sees(/^ sessions/m, { timeoutMillis: 20_000 })
    const random = dice(seed)
    const known: Known = { width: 26 }
    const done: Array<string> = []
    const theirs = new Set<string>()
    const declined = new Set<string>()
    // A sidebar that was made a moment ago has its program before it has its mark.
    const ask = ["list-panes", "-a", "-f", isTheirs, "-F", "#{pane_id}"]
    let settled = true
    let before = ""
    const told = (turn: number) => async (cause: unknown) => {
      const last = done.slice(-6).join("; ")
      const world = await worldNow(t).catch(() => before)
      const text = `after ${last} (action ${turn}, seed ${seed})\nbefore:\n${before}\nnow:\n${world}\n`
      throw new Error(text + t.log().slice(-1500), { cause })
    }
    for (let turn = 0; turn < actions; turn++) {
      for (const pane of await t.tmux.run(...ask).catch(told(turn))) theirs.add(pane)
      before = await worldNow(t).catch(told(turn))
      const focus = await focusOf(t)
      const scene = await sceneOf(t, people, { dice: random, known })
      const { act, declines, ends, keepsFocus, name } = await disturb(scene, settled)
      done.push(name)
      for (const pane of ends) theirs.delete(pane)
      if (declines !== null) declined.add(declines)
      await act().catch(told(turn))
      const keeps = settled && keepsFocus
      // Now and then the next one comes before this one was answered.
      settled = random.below(3) !== 0
      if (!settled) continue
      const wrong = () => faults(t, { ...known, declined, theirs })
      await eventually(wrong, [], { timeoutMillis: 15_000 }).catch(told(turn))
      const moved = async () => {
        const now = await focusOf(t)
        return focus.filter((line) => !now.includes(line))
      }
      if (keeps) await eventually(moved, []).catch(told(turn))
    }
    assert.notMatch(t.log(), /were not settled|defect/)
    assert.strictEqual((await t.opensessions("quit")).status, 0)
    await eventually(() => remains(t), [])
  }
)

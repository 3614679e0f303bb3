/** What keys and hooks cost: no process, while a daemon runs. */
import { assert, describe, it } from "@effect/vitest"
import { childrenOf } from "../support/childrenOf.ts"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { sidebarsByWindow } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const configuration = [
  "set -g @opensessions-popup-key g",
  "set -g @opensessions-focus-global-key F7",
  "set -g @opensessions-index-keys 'F1 F2'",
  "set -g @opensessions-extra-bindings on"
].join("\n")

const start = async (): Promise<readonly [TmuxWorld, Client]> => {
  const t = await TmuxWorld.start({ sessions: { one: {}, two: {} }, plugin: true, configuration })
  const anna = await t.client("anna")
  await t.opensessions("_ensure")
  await anna.keys("prefix o t")
  await anna.sees(/ sessions[^]*▌ 1 one/)
  await anna.keys("prefix o 2")
  await anna.sees(/ sessions[^]*▌ 2 two/)
  return [t, anna]
}

/** Our bindings as tmux lists them. */
const bindings = async (t: TmuxWorld): Promise<ReadonlyArray<string>> => {
  const names = (await t.tmux.run("list-keys")).filter((line) => /opensessions/.test(line))
  return names.map((line) => line.replaceAll(/ +/g, " "))
}

/** What a line of commands starts: `run-shell` without `-C` or a delay, `if-shell` without `-F`, and `#(…)`. */
const processesIn = (line: string): ReadonlyArray<string> =>
  line.match(/run-shell (?!-\w*C|-d )|if-shell (?!-F )|#\(|display-popup/g) ?? []

describe("CONTRACT 5: a key or a hook", () => {
  it("asks for one process at most, and only where no daemon listens", async () => {
    const [t] = await start()
    await using _ = t
    const lines = await bindings(t)
    const counts = lines.map((line) => processesIn(line).length)
    // The help is a menu of six keys.
    const most = lines.map((line) => (line.includes("display-menu") ? 6 : 1))
    assert.isAbove(lines.length, 30)
    counts.forEach((count, i) => assert.isAtMost(count, most[i]!, lines[i]))
    for (const line of lines.filter((one) => one.includes("run-shell -b ")))
      assert.match(line, /run-shell -b .?.?exec sh/)
    const hooks = [...(await t.tmux.run("show-hooks", "-g")), ...(await t.tmux.run("show-hooks", "-gw"))]
    const ours = hooks.filter((line) => /\[739\d\]/.test(line))
    assert.isAbove(ours.length, 10)
    for (const line of ours) assert.deepStrictEqual(processesIn(line), [], line)
  })

  it("starts none of it while one does: every key, and what happens to panes, windows, sessions and clients", async () => {
    const [t, anna] = await start()
    await using _ = t
    // What a person's own panes run ends too, and its end counts.
    const bert = await t.client("bert", { session: "two" })
    const [server] = await t.tmux.run("display-message", "-p", "#{pid}")
    const daemon = String(t.info()!.pid)
    const count = () => [childrenOf(server!), childrenOf(daemon)]
    const before = count()
    const at = (place: string) => eventually(() => anna.where("#{session_name}"), place)
    for (const digit of ["1", "2"]) {
      await anna.keys(`prefix o ${digit}`)
      await at(digit === "1" ? "one" : "two")
      await anna.keys(digit === "1" ? "F2" : "F1")
      await at(digit === "1" ? "two" : "one")
      await anna.keys(`prefix M-${digit}`)
      await at(digit === "1" ? "one" : "two")
    }
    for (const key of ["3", "4", "5", "6", "7", "8", "9"]) await anna.keys(`prefix o ${key}`)
    await anna.keys("prefix o p")
    await at("one")
    await anna.keys("prefix o n")
    await at("two")
    for (const keys of ["prefix o s", "prefix o j", "F7", "prefix C-s", "prefix o e"]) await anna.keys(keys)
    for (const keys of ["prefix o t", "prefix C-t"]) await anna.keys(keys)
    await anna.keys("prefix o ?")
    await anna.sees("Panes side by side")
    await anna.keys("e")
    await anna.lacks("Panes side by side")
    assert.deepStrictEqual(count(), before)

    // tmux itself may start a process for a new pane, to note it in utmp.
    for (const words of [
      ["split-window", "-d", "-h", "-t", "=two:", "sleep 600"],
      ["new-window", "-d", "-t", "=two:5", "sleep 600"],
      ["new-session", "-d", "-s", "three", "sleep 600"]
    ])
      await t.tmux.run(...words)
    await eventually(() => sidebarsByWindow(t), { "one:0": 1, "three:0": 0, "two:0": 1, "two:5": 1 })
    await t.stateWhere(({ sessions }) => sessions.some(({ name }) => name === "three"))
    const made = count()
    for (const words of [
      ["select-layout", "-t", "=two:", "tiled"],
      ["rotate-window", "-t", "=two:"],
      ["resize-pane", "-t", "=two:", "-x", "40"],
      ["rename-window", "-t", "=two:", "name"],
      ["rename-session", "-t", "=three", "four"],
      ["move-window", "-d", "-s", "=two:5", "-t", "=four:7"],
      ["link-window", "-d", "-s", "=four:7", "-t", "=one:8"],
      ["select-pane", "-T", "a title", "-t", "=two:"],
      ["set-option", "-g", "@mine", "1"],
      ["set-hook", "-g", "client-attached[3]", "set -g @mine 2"]
    ])
      await t.tmux.run(...words)
    await bert.resize(90, 28)
    await bert.blur()
    await bert.focus()
    await eventually(async () => Object.keys(await sidebarsByWindow(t)).length, 5)
    await bert.keys("prefix d")
    await eventually(() => bert.attached(), false)
    await t.stateWhere(({ sessions }) => sessions.some(({ name }) => name === "four"))
    assert.deepStrictEqual(count(), made)
  })
})

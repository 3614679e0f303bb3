import { assert, describe, it } from "@effect/vitest"
import { childrenOf } from "../support/childrenOf.ts"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { leftovers } from "../support/leftovers.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarOf, sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { TmuxWorld, type WorldOptions } from "../support/TmuxWorld.ts"

const start = async (options: WorldOptions = {}): Promise<readonly [TmuxWorld, Client]> => {
  const t = await TmuxWorld.start({ sessions: { a: {}, b: {}, c: {} }, plugin: true, ...options })
  const anna = await t.client("anna")
  await anna.keys("prefix o t")
  await anna.sees(/sessions[^]*1 a/)
  return [t, anna]
}

describe("switching", () => {
  it("S9: who comes to a session from a popup, or by any other program, has the sidebar there", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.keys("prefix :")
    await anna.sees(/^:/m)
    await anna.type("display-popup -E 'tmux switch-client -t =b'")
    await anna.keys("Enter")
    await eventually(() => anna.where("#{session_name}"), "b")
    await anna.sees(/▌ 2 b/)
    await eventually(() => sidebarsByWindow(t), { "a:0": 1, "b:0": 1, "c:0": 0 })
  })

  it("S60: each sidebar keeps to its own session, however many clients show them", async () => {
    const [t, anna] = await start()
    await using _ = t
    const bert = await t.client("bert", { session: "b" })
    const carl = await t.client("carl", { session: "c" })
    await bert.sees(/▌ 2 b/)
    await carl.sees(/▌ 3 c/)
    await anna.sees(/▌ 1 a/)
    await t.tmux.run("rename-session", "-t", "=b", "bb")
    await bert.sees(/▌ 2 bb/)
    await carl.sees(/▌ 3 c/)
    await anna.sees(/▌ 1 a[^]*2 bb/)
  })

  it("S65: a session that is gone when its key is pressed moves nobody, and the next key works", async () => {
    const [t, anna] = await start()
    await using _ = t
    const gone = await t.tmux.format("#{session_id}", "=c:")
    await t.tmux.run("kill-session", "-t", "=c")
    assert.strictEqual((await t.opensessions("switch", gone)).status, 1)
    assert.strictEqual(await anna.where("#{session_name}"), "a")
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "b")
  })

  it("S69: a client that may only read is not moved by others", async () => {
    const [t, anna] = await start()
    await using _ = t
    const reader = await t.client("reader", { session: "c", attach: ["-r"] })
    await t.opensessions("switch", "b")
    await eventually(() => anna.where("#{session_name}"), "b")
    assert.strictEqual(await reader.where("#{session_name}"), "c")
  })
})

describe("keys and mouse", () => {
  it("S57: q in a pane of one's own is a letter", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.type("echo q\n")
    await anna.sees(/│q$/m)
    assert.isTrue((await t.state()).sidebarVisible)
  })

  it("S58: without a mouse the keyboard does everything", async () => {
    const [t, anna] = await start({ configuration: "set -g mouse off" })
    await using _ = t
    await goToSidebar(t, anna)
    await anna.keys("j Enter")
    await eventually(() => anna.where("#{session_name}"), "b")
  })

  it("S100: the pane has no history to scroll into, and no former program shows", async () => {
    const [t, anna] = await start()
    await using _ = t
    const { pane } = await sidebarOf(t, await anna.where("#{window_id}"))
    for (let i = 0; i < 3; i++) {
      await anna.keys("prefix o t")
      await anna.lacks(/sessions/)
      await anna.keys("prefix o t")
      await anna.sees(/sessions/)
    }
    assert.strictEqual(await t.tmux.format("#{history_size} #{alternate_on}", pane), "0 0")
  })

  it("S93: nothing of ours changes how a person's pane looks", async () => {
    const [t, anna] = await start()
    await using _ = t
    await t.tmux.run("select-pane", "-t", t.pane("b"), "-P", "bg=colour17")
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "b")
    await anna.keys("prefix o 1")
    await eventually(() => anna.where("#{session_name}"), "a")
    const styles = await t.tmux.run(
      "list-panes",
      "-a",
      "-f",
      "#{?@opensessions-sidebar,0,1}",
      "-F",
      "#{pane_id} #{window-style}"
    )
    assert.include(styles, `${t.pane("b")} bg=colour17`)
    assert.include(styles, `${t.pane("a")} default`)
  })
})

describe("tmux under load", () => {
  it("S84: 50 windows and 20 sessions that come and go as fast as they can start no process and leave all right", async () => {
    const [t, anna] = await start()
    await using _ = t
    await eventually(() => sidebarsByWindow(t), { "a:0": 1, "b:0": 0, "c:0": 0 })
    const before = (await leftovers(t.scratch.id)).map(({ command }) => command).filter((c) => !c.includes("sleep"))
    const daemon = t.info()!.pid
    const started = childrenOf(daemon)
    const words: Array<string> = []
    for (let i = 0; i < 50; i++) words.push("new-window", "-d", "-t", `=a:${i + 10}`, "sleep 600", ";")
    for (let i = 0; i < 20; i++) words.push("new-session", "-d", "-s", `s${i}`, "sleep 600", ";")
    await t.tmux.run(...words.slice(0, -1))
    const all = await leftovers(t.scratch.id)
    const others = all.map(({ command }) => command).filter((c) => !c.includes("sleep") && !c.includes("holder.sh"))
    assert.sameMembers(others, before)
    const kill: Array<string> = []
    for (let i = 0; i < 50; i++) kill.push("kill-window", "-t", `=a:${i + 10}`, ";")
    for (let i = 0; i < 20; i++) kill.push("kill-session", "-t", `=s${i}`, ";")
    await t.tmux.run(...kill.slice(0, -1))
    await eventually(() => sidebarsByWindow(t), { "a:0": 1, "b:0": 0, "c:0": 0 }, { timeoutMillis: 20_000 })
    await eventually(async () => (await sidebarPanes(t)).length, 1, { timeoutMillis: 20_000 })
    await eventually(async () => (await t.state()).sessions.map(({ name }) => name), ["a", "b", "c"])
    await anna.sees(/▌ 1 a[^]*3 c/)
    assert.strictEqual(childrenOf(daemon), started)
  })

  it("S84: windows that are gone at once get no sidebar, and cost no process", async () => {
    const [t, anna] = await start()
    await using _ = t
    // tmux counts all panes that it ever had.
    const lastPane = async () => {
      const [made = ""] = await t.tmux.run("new-session", "-d", "-P", "-F", "#{pane_id}", "-s", "last", "sleep 600")
      await t.tmux.run("kill-session", "-t", "=last")
      return Number(made.slice(1))
    }
    const first = await lastPane()
    const daemon = t.info()!.pid
    const started = childrenOf(daemon)
    const words: Array<string> = []
    for (let i = 0; i < 50; i++)
      words.push("new-window", "-d", "-t", "=a:9", "sleep 600", ";", "kill-window", "-t", "=a:9", ";")
    for (let i = 0; i < 20; i++)
      words.push("new-session", "-d", "-s", "x", "sleep 600", ";", "kill-session", "-t", "=x", ";")
    await t.tmux.run(...words.slice(0, -1))
    await eventually(() => sidebarsByWindow(t), { "a:0": 1, "b:0": 0, "c:0": 0 })
    await t.tmux.run("rename-session", "-t", "=a", "aa")
    await anna.sees(/▌ 1 aa[^]*3 c/)
    assert.strictEqual(await lastPane(), first + 50 + 20 + 1)
    assert.strictEqual(childrenOf(daemon), started)
  })

  it("S84: of windows that are seen and gone at once one gets a sidebar, and the next one some time later", async () => {
    const [t, anna] = await start()
    await using _ = t
    const ready = () => t.tmux.format("#{?@opensessions-spawn,1,0}")
    await eventually(ready, "1")
    const words: Array<string> = []
    for (let i = 0; i < 20; i++)
      words.push(
        "new-window",
        "-t",
        "=a:9",
        "sleep 600",
        ";",
        "set-option",
        "-gaF",
        "@panes",
        "#{window_panes}",
        ";",
        "kill-window",
        "-t",
        "=a:9",
        ";"
      )
    await t.tmux.run(...words.slice(0, -1))
    assert.strictEqual(await t.tmux.format("#{@panes}"), `2${"1".repeat(19)}`)
    await eventually(ready, "1")
    await anna.sees(/▌ 1 a[^]*3 c/)
  })

  it("S83: proxies and files of curl's mean nothing to keys and hooks", async () => {
    const env = { http_proxy: "http://127.0.0.1:9", ALL_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9" }
    const [t, anna] = await start({ env, files: { ".curlrc": "proxy = 127.0.0.1:9\n" } })
    await using _ = t
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "b")
    assert.strictEqual((await t.opensessions("set-status", "fine")).status, 0)
    await anna.sees("fine")
    const hooks = [...(await t.tmux.run("show-hooks", "-g")), ...(await t.tmux.run("show-hooks", "-gw"))]
    assert.notMatch(hooks.join("\n"), /run-shell (?!-b?C|-d)|curl/)
  })
})

it("S104: one command after a restart brings all back: keys, sidebar, and no remains", async () => {
  await using t = await TmuxWorld.start({ sessions: { a: {} } })
  const anna = await t.client("anna")
  const split = ["split-window", "-d", "-h", "-b", "-f", "-l", "26", "-P", "-F", "#{pane_id}", "-t", "=a:"]
  const [remains] = await t.tmux.run(...split)
  await t.tmux.run("select-pane", "-t", remains!, "-T", "opensessions-sidebar")
  assert.strictEqual((await t.opensessions()).status, 0)
  await anna.sees(/sessions[^]*▌ 1 a/)
  assert.notInclude(await t.tmux.run("list-panes", "-a", "-F", "#{pane_id}"), remains)
  assert.lengthOf(await sidebarPanes(t), 1)
})

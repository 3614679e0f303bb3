import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { goToSidebar, sidebarListens } from "../support/sidebarListens.ts"
import { sidebarOf, sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { TmuxWorld, type WorldOptions } from "../support/TmuxWorld.ts"

const isSidebar = "#{?@opensessions-sidebar,sidebar,content}"

const start = async (options: WorldOptions = {}): Promise<readonly [TmuxWorld, Client]> => {
  const t = await TmuxWorld.start({ plugin: true, ...options })
  const anna = await t.client("anna")
  await anna.keys("prefix o t")
  await anna.sees(/sessions/)
  return [t, anna]
}

const here = (t: TmuxWorld, target = "=main:") => t.tmux.format("#{window_id}", target)

describe("what a person does to a sidebar pane", () => {
  it("S21: respawn-pane -k draws it anew, at once", async () => {
    const [t, anna] = await start()
    await using _ = t
    const { pane } = await sidebarOf(t, await here(t))
    for (let i = 0; i < 3; i++) {
      await t.tmux.run("respawn-pane", "-k", "-t", pane)
      await anna.sees(/sessions[^]*▌ 1 main/)
      await sidebarListens(t, anna)
    }
    assert.strictEqual((await sidebarOf(t, await here(t))).pane, pane)
    assert.notInclude(t.log(), "ENOENT")
  })

  it("S21: one that is given another program is a person's pane from then on", async () => {
    const [t, anna] = await start()
    await using _ = t
    const { pane } = await sidebarOf(t, await here(t))
    await t.tmux.run("respawn-pane", "-k", "-t", pane, "echo mine; cat")
    await anna.sees("mine")
    await anna.lacks(/sessions/)
    await goToSidebar(t, anna)
    await anna.sees(/sessions[^]*▌ 1 main/)
    await anna.sees("mine")
  })

  it("S21: one that is killed in a hidden window does not come back by itself", async () => {
    const [t] = await start()
    await using _ = t
    await t.tmux.run("new-window", "-d", "-t", "=main:")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
    await t.tmux.run("kill-pane", "-t", (await sidebarOf(t, await here(t, "=main:1"))).pane)
    await t.tmux.run("new-window", "-d", "-t", "=main:")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 0, "main:2": 1 })
  })

  it("S5: a title says nothing about a pane", async () => {
    const [t, anna] = await start()
    await using _ = t
    const { pane } = await sidebarOf(t, await here(t))
    await t.tmux.run("select-pane", "-t", pane, "-T", "another")
    await t.tmux.run("select-pane", "-t", t.pane(), "-T", "opensessions-sidebar")
    await t.tmux.run("new-window", "-t", "=main:")
    await anna.sees(/sessions/)
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
    await anna.keys("prefix o t")
    await eventually(() => sidebarsByWindow(t), { "main:0": 0, "main:1": 0 })
    assert.include(await t.tmux.run("list-panes", "-a", "-F", "#{pane_id}"), t.pane())
  })

  it("S20: break-pane, join-pane and move-pane to another window and session bring it home", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await t.tmux.run("new-window", "-d", "-t", "=main:")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1, "other:0": 0 })
    const { pane, window } = await sidebarOf(t, await here(t))
    for (const words of [
      ["break-pane", "-d", "-s", pane],
      ["break-pane", "-s", pane],
      ["join-pane", "-d", "-s", pane, "-t", "=main:1"],
      ["move-pane", "-s", pane, "-t", "=other:"]
    ]) {
      await t.tmux.run(...words)
      await eventually(async () => (await sidebarPanes(t)).find((one) => one.pane === pane)?.window, window)
      await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1, "other:0": 0 })
    }
    await anna.sees(/sessions/)
  })
})

describe("_os_stash", () => {
  it("keeps its name, and everything works meanwhile", async () => {
    const [t, anna] = await start()
    await using _ = t
    const names = () => t.tmux.run("list-sessions", "-F", "#{session_name}")
    await t.tmux.run("rename-session", "-t", "=_os_stash", "foo")
    await eventually(async () => (await names()).toSorted(), ["_os_stash", "main"])
    assert.deepStrictEqual(
      (await t.state()).sessions.map(({ name }) => name),
      ["main"]
    )
    await anna.keys("prefix o t")
    await anna.lacks(/sessions/)
    assert.strictEqual((await t.opensessions("toggle")).status, 0)
    await anna.sees(/sessions/)
  })

  it("is not in the way of prefix ( and prefix )", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {}, third: {} } })
    await using _ = t
    const goes = async (key: string, to: string) => {
      await anna.keys(`prefix ${key}`)
      await eventually(() => anna.where(`#{session_name} ${isSidebar}`), `${to} content`)
      await anna.sees(new RegExp(`▌ \\d ${to}`))
    }
    for (const to of ["third", "other", "main", "third"]) await goes("(", to)
    for (const to of ["main", "other", "third", "main"]) await goes(")", to)
  })

  it("keeps no person: choose-tree, switch-client -n and -t lead out of it", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    for (let i = 0; i < 4; i++) {
      await anna.keys("prefix )")
      await eventually(async () => ["main", "other"].includes(await anna.where("#{session_name}")), true)
    }
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=_os_stash")
    await eventually(async () => ["main", "other"].includes(await anna.where("#{session_name}")), true)
    await t.tmux.run("set-option", "-g", "detach-on-destroy", "off")
    await t.tmux.run("kill-session", "-t", `=${await anna.where("#{session_name}")}`)
    await eventually(async () => ["main", "other"].includes(await anna.where("#{session_name}")), true)
  })
})

describe("focus", () => {
  it("S64: who comes back by tmux's own ways types into the content", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await goToSidebar(t, anna)
    await anna.keys("2")
    await eventually(() => anna.where(`#{session_name} ${isSidebar}`), "other sidebar")
    await eventually(() => t.tmux.format(isSidebar, "=main:"), "content")
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=main:")
    assert.strictEqual(await anna.where(`#{session_name} ${isSidebar}`), "main content")
    await eventually(() => t.tmux.format(isSidebar, "=other:"), "content")
    await goToSidebar(t, anna)
    await anna.keys("prefix c")
    await eventually(() => anna.where("#{window_index}"), "1")
    await eventually(() => t.tmux.format(isSidebar, "=main:0"), "content")
  })

  it("S97: a pane that is selected where nobody looks moves nobody", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await t.tmux.run("split-window", "-h", "-t", "=other:")
    await t.tmux.run("select-pane", "-t", t.pane("other"))
    assert.strictEqual(await anna.where("#{session_name} #{pane_id}"), `main ${t.pane()}`)
    assert.strictEqual(await t.tmux.format("#{pane_id}", "=other:"), t.pane("other"))
  })
})

describe("windows", () => {
  it("S12: one that was made a moment ago shows its sidebar as soon as somebody asks", async () => {
    const [t, anna] = await start()
    await using _ = t
    for (let i = 1; i < 8; i++) {
      const [pane] = await t.tmux.run("new-window", "-P", "-F", "#{pane_id}", "-t", "=main:")
      assert.deepStrictEqual(await t.typed({ pane: pane! }, "focus"), { status: 0, stdout: "", stderr: "" })
      await eventually(() => anna.where(`#{window_index} ${isSidebar}`), `${i} sidebar`)
    }
    await anna.lacks(/no room|too many panes/)
  })

  it("S15: a zoom stays whatever is asked for, and the sidebar is there when it ends", async () => {
    const [t, anna] = await start()
    await using _ = t
    await t.tmux.run("split-window", "-h", "-t", "=main:")
    const zoomed = () => t.tmux.format("#{window_zoomed_flag}", "=main:")
    await anna.keys("prefix z")
    await eventually(zoomed, "1")
    await anna.keys("prefix o s")
    await anna.sees("This window is zoomed")
    await anna.keys("prefix o t")
    await eventually(async () => (await t.state()).sidebarVisible, false)
    await anna.keys("prefix o t")
    await eventually(async () => (await t.state()).sidebarVisible, true)
    assert.strictEqual(await zoomed(), "1")
    await anna.keys("prefix z")
    await anna.sees(/sessions/)
  })

  it("S14: one that is too small has none, says so, and gets it when it grows", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.resize(50, 20)
    await anna.lacks(/sessions/)
    await anna.keys("prefix o s")
    await anna.sees("This window is too small")
    await anna.resize(100, 30)
    await anna.sees(/sessions/)
  })

  it("S8, S63: linked and moved windows keep their one sidebar", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await t.tmux.run("new-window", "-d", "-t", "=main:5")
    await t.tmux.run("link-window", "-d", "-s", "=main:5", "-t", "=other:7")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:5": 1, "other:0": 0, "other:7": 1 })
    await t.tmux.run("move-window", "-s", "=main:5", "-t", "=other:9", ";", "unlink-window", "-t", "=other:7")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "other:0": 0, "other:9": 1 })
    await t.tmux.run("select-window", "-t", "=other:9", ";", "switch-client", "-c", await anna.tty(), "-t", "=other:")
    await anna.sees(/▌ 2 other/)
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "other:0": 1, "other:9": 1 })
  })

  it("S8, S63: windows that are exchanged, of which tmux tells nobody, have their sidebars and are where they are", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    // tmux 3.8 goes through panes by their ids: where a sidebar stands is not told by this.
    const visible = () => anna.where("#{P:#{?@opensessions-sidebar,S,}}")
    await t.tmux.run("swap-window", "-d", "-s", "=other:0", "-t", "=main:0")
    await eventually(visible, "S")
    await anna.sees(/▌ 1 main/)
    await t.tmux.run("new-window", "-d", "-t", "=main:1")
    await eventually(async () => (await sidebarsByWindow(t))["main:1"], 1)
    await t.tmux.run("swap-window", "-s", "=main:1", "-t", "=main:0")
    await goToSidebar(t, anna)
    await eventually(visible, "S")
  })

  it("S10: what is hidden stays hidden, whoever comes and goes", async () => {
    const [t, anna] = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await anna.keys("prefix o t")
    await anna.lacks(/sessions/)
    await anna.keys("prefix c")
    await anna.keys("prefix )")
    await t.newSession("third")
    const bert = await t.client("bert", { session: "third" })
    await eventually(async () => (await t.state()).sessions.length, 3)
    const none = Object.values(await sidebarsByWindow(t))
    assert.deepStrictEqual(new Set(none), new Set([0]))
    await bert.lacks(/sessions/)
  })
})

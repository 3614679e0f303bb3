import { assert, describe, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { tmuxSettings } from "../support/tmuxSettings.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const places = async (t: TmuxWorld) =>
  (await sidebarPanes(t)).map(({ session, left, width, full }) => [session, left, width, full])

describe("toggle", () => {
  it("shows one sidebar in every window of visited sessions and hides them all, whichever client asks", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {}, background: {} }, plugin: true })
    await t.tmux.run("new-window", "-d", "-t", "=web:")
    const anna = await t.client("anna")
    const bert = await t.client("bert", { session: "web" })
    const windows = async () => (await tmuxSettings(t.tmux))["windows"]!
    const before = await windows()
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await bert.sees(/^ sessions/m)
    await eventually(() => sidebarsByWindow(t), { "api:0": 1, "background:0": 0, "web:0": 1, "web:1": 1 })
    for (const place of await places(t)) assert.deepStrictEqual(place.slice(1), [0, 26, true])

    await bert.keys("prefix o t")
    await anna.lacks(/^ sessions/m)
    await bert.lacks(/^ sessions/m)
    await eventually(() => sidebarsByWindow(t), { "api:0": 0, "background:0": 0, "web:0": 0, "web:1": 0 })
    assert.deepStrictEqual(
      (await sidebarPanes(t)).map(({ session }) => session),
      ["_os_stash", "_os_stash", "_os_stash"]
    )
    assert.includeMembers([...(await windows())], [...before])

    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await bert.sees(/^ sessions/m)
    assert.strictEqual((await sidebarPanes(t)).length, 3)
  })

  it("S1, S2: takes no focus, and no key that is typed meanwhile", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    const pane = t.pane()
    await anna.type("cat\n")
    const letters = "abcdefghijklmnopqrstuvwxyz"
    await anna.keys("prefix o t")
    for (const letter of letters) await anna.type(letter)
    await anna.sees(/^ sessions.*│\$ cat\n.*│abcdefghijklmnopqrstuvwxyz$/m)
    for (const digit of "0123456789") {
      if (Number(digit) % 3 === 0) await anna.keys("prefix o t")
      await anna.type(digit)
    }
    await anna.sees(`${letters}0123456789`)
    assert.strictEqual(await anna.where("#{pane_id}"), pane)
    await t.tmux.run("send-keys", "-t", "=main:", "-l", "!")
    await anna.sees(`${letters}0123456789!`)
  })

  it("S6, S103: a session made by a script gets its sidebar when somebody comes", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await t.newSession("made")
    await anna.sees("made")
    assert.deepStrictEqual(await sidebarsByWindow(t), { "main:0": 1, "made:0": 0 })
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=made:")
    await anna.sees(/^ sessions[^]*▌ \d made/m)
    await t.tmux.run("new-window", "-d", "-t", "=made:")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "made:0": 1, "made:1": 1 })
  })

  it("S7: windows and switches that come all at once get one sidebar each", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
    const anna = await t.client("anna")
    const bert = await t.client("bert", { session: "web" })
    await anna.keys("prefix o t")
    await bert.sees(/^ sessions/m)
    const burst = [..."123456"].flatMap((n) => ["new-window", "-t", Number(n) % 2 ? "=api:" : "=web:", ";"])
    const switches = ["switch-client", "-c", await anna.tty(), "-t", "=web:", ";", "next-window", "-t", "=api:"]
    await Promise.all([
      t.tmux.run(...burst, ...switches),
      t.opensessions("focus"),
      t.tmux.run("split-window", "-t", "=api:"),
      bert.keys("prefix c")
    ])
    const windows = ["api:0", "api:1", "api:2", "api:3", "web:0", "web:1", "web:2", "web:3", "web:4"]
    await eventually(() => sidebarsByWindow(t), Object.fromEntries(windows.map((window) => [window, 1])))
    assert.strictEqual((await sidebarPanes(t)).length, windows.length)
  })

  it("S12: the focus key brings back a sidebar that was closed and hides no other", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    await t.tmux.run("new-window", "-d", "-t", "=main:")
    const anna = await t.client("anna")
    await goToSidebar(t, anna)
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
    const sidebar = await anna.where("#{pane_id}")
    assert.notStrictEqual(sidebar, t.pane())
    await t.tmux.run("kill-pane", "-t", sidebar)
    await eventually(() => sidebarsByWindow(t), { "main:0": 0, "main:1": 1 })
    await goToSidebar(t, anna)
    assert.deepStrictEqual(await sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
  })

  it("S13: where this window has none it shows all, where it has one it hides all", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    await t.tmux.run("new-window", "-d", "-t", "=main:")
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
    const [here] = (await sidebarPanes(t)).filter(({ active }) => !active)
    await t.tmux.run("kill-pane", "-t", here!.pane)
    await anna.keys("prefix o t")
    await eventually(() => sidebarsByWindow(t), { "main:0": 1, "main:1": 1 })
    await anna.keys("prefix o t")
    await eventually(() => sidebarsByWindow(t), { "main:0": 0, "main:1": 0 })
  })
})

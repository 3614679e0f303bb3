import { assert, describe, it } from "@effect/vitest"
import { existsSync } from "node:fs"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { daemonEnds } from "../support/daemonEnds.ts"
import { goToSidebar, sidebarListens } from "../support/sidebarListens.ts"
import { sidebarOf, sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** A world with the focus in the sidebar. */
const start = async () => {
  const t = await TmuxWorld.start({ sessions: { api: {}, docs: {}, web: {} }, plugin: true })
  const anna = await t.client("anna")
  await goToSidebar(t, anna)
  await anna.sees(/^▌ 1 api/m)
  return [t, anna] as const
}

/** What the sidebar shows, without the content beside it. */
const sidebar = async (client: Client) =>
  (await client.screen()).slice(0, 39).map((line) => line.slice(0, 26).trimEnd())

describe("keys of the sidebar", () => {
  it("the cursor moves within the list, and marks another row than the session's own", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.keys("j")
    await anna.sees(/^› 2 docs/m)
    await anna.keys("G")
    await anna.sees(/^› 3 web/m)
    await anna.keys("Down")
    await anna.keys("k")
    await anna.sees(/^› 2 docs/m)
    await anna.keys("g")
    await anna.lacks("›")
    assert.strictEqual(await anna.where("#{session_name}"), "api")
  })

  it("the help covers the list without a trace of it, and leaves none", async () => {
    const [t, anna] = await start()
    await using _ = t
    const before = await sidebar(anna)
    await anna.keys("?")
    await anna.sees("this help")
    const help = await sidebar(anna)
    const rows = help.slice(
      2,
      help.findIndex((line) => line.startsWith("──"))
    )
    for (const row of rows) assert.match(row, /^( \S+( \S+)? {2,}[a-z][a-z ,()]*)?$/u)
    assert.notMatch(help.join("\n"), /api|docs|web|▌/)
    await anna.keys("Escape")
    await anna.sees(/^▌ 1 api/m)
    await eventually(() => sidebar(anna), before)
    assert.strictEqual(await anna.where("#{?@opensessions-sidebar,sidebar,content}"), "sidebar")
  })

  it("q hides the sidebar everywhere, and the daemon lives", async () => {
    const [t, anna] = await start()
    await using _ = t
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    const pid = t.info()?.pid
    await anna.keys("q")
    await anna.lacks(/^ sessions/m)
    await bert.lacks(/^ sessions/m)
    await eventually(() => sidebarsByWindow(t), { "api:0": 0, "docs:0": 0, "web:0": 0 })
    assert.strictEqual(await anna.where("#{pane_id}"), t.pane("api"))
    assert.strictEqual((await t.state()).server.pid, pid)
    assert.isFalse((await t.state()).sidebarVisible)
  })

  it("Q asks; Escape stays, Enter ends it for everybody, once (S40)", async () => {
    const [t, anna] = await start()
    await using _ = t
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    await anna.keys("Q")
    await anna.sees("Quit opensessions?")
    await anna.keys("Escape")
    await anna.lacks("Quit opensessions?")
    await anna.keys("Q")
    await anna.sees("Quit opensessions?")
    assert.notInclude((await bert.screen()).join("\n"), "Quit opensessions?")
    // An answer that comes sooner than the question can be read is none.
    const insists = async (): Promise<unknown> => {
      await anna.keys("Enter")
      return anna.lacks("Quit opensessions?", { timeoutMillis: 200 }).catch(insists)
    }
    await daemonEnds(t, insists)
    await bert.lacks(/^ sessions/m)
    assert.deepStrictEqual(await sidebarPanes(t), [])
    assert.isFalse(existsSync(`${t.runtimeDirectory}/daemon.sock`))

    // What used to bring sidebars does not bring them back.
    await bert.keys("prefix c")
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=web:")
    await t.tmux.run("split-window", "-t", "=web:")
    assert.notInclude(await t.tmux.run("list-sessions", "-F", "#{session_name}"), "_os_stash")
    assert.isNull(t.info())
  })
})

describe("S53: text that a program types into a sidebar", () => {
  const text = "mysql --version; q Q y x d n 1 2\r"

  it("does nothing while the sidebar is not active", async () => {
    const [t, anna] = await start()
    await using _ = t
    const pane = (await sidebarOf(t, await anna.where("#{window_id}"))).pane
    await anna.keys("Escape")
    await eventually(() => anna.where("#{pane_id}"), t.pane("api"))
    const before = await sidebar(anna)
    await t.tmux.run("send-keys", "-t", pane, "-l", text)
    // It was heard: a key that only looks works.
    await t.tmux.run("send-keys", "-t", pane, "j")
    await anna.sees(/^› \d/m)
    await t.tmux.run("send-keys", "-t", pane, "g")
    await eventually(() => sidebar(anna), before)
    assert.strictEqual(await anna.where("#{pane_id}"), t.pane("api"))
    assert.deepStrictEqual(
      (await t.state()).sessions.map(({ name }) => name),
      ["api", "docs", "web"]
    )
  })

  it("does nothing while it is, but keys of a person do", async () => {
    const [t, anna] = await start()
    await using _ = t
    const pane = await anna.where("#{pane_id}")
    const before = await sidebar(anna)
    await t.tmux.run("send-keys", "-t", pane, "-l", text)
    await t.tmux.run("send-keys", "-t", pane, "G")
    await anna.sees(/^› 3 web/m)
    await anna.keys("g")
    await eventually(() => sidebar(anna), before)
    assert.strictEqual(await anna.where("#{pane_id}"), pane)
    await anna.keys("q")
    await anna.lacks(/^ sessions/m)
  })

  it("is thrown away where it came while the sidebar was hidden or out of sight", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.keys("2")
    await anna.sees(/^▌ 2 docs/m)
    await sidebarListens(t, anna)
    const away = (await sidebarPanes(t)).find(({ session }) => session === "api")!
    await t.tmux.run("send-keys", "-t", away.pane, "-l", text)
    await t.tmux.run("send-keys", "-t", away.pane, "q")
    await anna.keys("1")
    await anna.sees(/^▌ 1 api/m)
    await sidebarListens(t, anna)
    await anna.keys("j")
    await anna.sees(/^› 2 docs/m)
    assert.strictEqual(await anna.where("#{pane_id}"), away.pane)
  })
})

describe("S3: answers of a terminal", () => {
  it("are never shown in a content pane, nor taken for keys", async () => {
    const [t, anna] = await start()
    await using _ = t
    const before = await sidebar(anna)
    // Late answers to questions about device, cursor, colours and keyboard.
    await anna.send("\u001b[?62;22c\u001b[12;40R\u001b]11;rgb:1e1e/1e1e/2e2e\u001b\\\u001bP1+r544e\u001b\\\u001b[?0u")
    await anna.keys("G")
    await anna.sees(/^› 3 web/m)
    await anna.keys("g")
    await eventually(() => sidebar(anna), before)

    await anna.keys("Escape")
    await eventually(() => anna.where("#{pane_id}"), t.pane("api"))
    await anna.type("cat -v\n")
    for (const state of ["hidden", "shown", "hidden", "shown"]) {
      await anna.keys("prefix o t")
      await (state === "shown" ? anna.sees(/^ sessions/m) : anna.lacks(/^ sessions/m))
    }
    await goToSidebar(t, anna)
    await anna.keys("Escape")
    await eventually(() => anna.where("#{pane_id}"), t.pane("api"))
    await anna.type("end\n")
    await anna.sees(/end$[^]*end$/m)
    const content = (await anna.screen()).slice(0, 39).map((line) => line.slice(27).trimEnd())
    assert.deepStrictEqual(
      content.filter((line) => line !== ""),
      ["$ cat -v", "end", "end"]
    )
  })
})

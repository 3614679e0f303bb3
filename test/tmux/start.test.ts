import { assert, describe, it } from "@effect/vitest"
import { existsSync } from "node:fs"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

describe("start", () => {
  it("opensessions alone starts the daemon and paints the sidebar in this window, at the left edge, without the focus", async () => {
    await using t = await TmuxWorld.start({
      sessions: { api: { directory: "src/api" }, web: { directory: "src/web" } }
    })
    const anna = await t.client("anna", { width: 120, height: 40 })
    const pane = await anna.where("#{pane_id}")
    const { status, stdout } = await t.opensessions()
    assert.deepStrictEqual([status, stdout], [0, ""])
    const screen = await anna.sees(/^ sessions[^]*api[^]*web/m)
    assert.strictEqual(screen[0]!.indexOf("│"), 26)
    assert.strictEqual(await anna.where("#{pane_id}"), pane)
    const sidebars = await t.tmux.run(
      "list-panes",
      "-a",
      "-f",
      "#{@opensessions-sidebar}",
      "-F",
      "#{pane_left} #{pane_width}"
    )
    assert.include(sidebars, "0 26")
  })

  it("once is enough: a second start shows the same daemon and the same sidebar", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    const pid = t.info()?.pid
    assert.strictEqual((await t.opensessions()).status, 0)
    assert.strictEqual(t.info()?.pid, pid)
    const sidebars = await t.tmux.run("list-panes", "-t", "=main:", "-f", "#{@opensessions-sidebar}")
    assert.strictEqual(sidebars.length, 1)
  })

  it("what the daemon knows is at its socket, and its name and key at its port", async () => {
    await using t = await TmuxWorld.start({ sessions: { "a b": {}, "$(x)": {} } })
    const anna = await t.client("anna")
    await t.opensessions()
    await anna.sees("a b")
    const { sessions } = await t.state()
    assert.sameMembers(
      sessions.map(({ name }) => name),
      ["a b", "$(x)"]
    )
    const health = (await t.http("/health")).json() as Record<string, unknown>
    assert.deepInclude(health, { product: "opensessions", pid: t.info()?.pid })
  })

  it("S38: the daemon ends with its tmux server and leaves no runtime file", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    const pid = t.info()!.pid
    await t.tmux.run("kill-server")
    await waitFor(
      () => (existsSync(`/proc/${pid}`) ? null : true),
      () => "the daemon lives on"
    )
    assert.isNull(t.info())
    assert.isFalse(existsSync(`${t.runtimeDirectory}/daemon.sock`))
  })

  it("outside tmux it makes a session of this directory, attaches to it and shows the sidebar", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.terminal("anna", ["sh"])
    await anna.type(`${t.launcher}\n`)
    await anna.sees(/^ sessions[^]*home/m)
    await anna.sees("[home]")
  })
})

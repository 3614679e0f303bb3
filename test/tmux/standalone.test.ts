import { assert, describe, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

describe("opensessions sidebar", () => {
  it("draws the same in a pane of tmux, takes keys, and gives the terminal back", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} } })
    const anna = await t.client("anna")
    await anna.type(`${t.launcher} sidebar\n`)
    await anna.sees(/^▌ 1 api/m, { timeoutMillis: 15_000 })
    await anna.keys("j")
    await anna.sees(/^› 2 web/m)
    await anna.keys("R")
    await anna.sees("Rename web")
    await anna.type("2")
    await anna.keys("Enter")
    await anna.sees(/^› 2 web2/m)
    await anna.keys("q")
    await anna.lacks("web2")
    await anna.type("echo back\n")
    await anna.sees(/^(\$ )?back$/m)
  })

  it("goes elsewhere from a pane, and stays for the next look", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} } })
    const anna = await t.client("anna")
    await anna.type(`${t.launcher} sidebar\n`)
    await anna.sees(/^▌ 1 api/m, { timeoutMillis: 15_000 })
    await anna.keys("j Enter")
    await eventually(() => anna.where("#{session_name}"), "web")
    assert.strictEqual(await t.tmux.format("#{alternate_on}", t.pane("api")), "1")
  })

  it("as a popup ends when it led somewhere", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
    const popup = `display-popup -E -w 50 -h 20 '${t.launcher} sidebar --popup'`
    await t.tmux.run("bind-key", "g", popup)
    const anna = await t.client("anna")
    await anna.keys("prefix g")
    await anna.sees(/│▌ 1 api/, { timeoutMillis: 15_000 })
    await anna.keys("G")
    await anna.sees(/│› 2 web/)
    await anna.keys("Enter")
    await eventually(() => anna.where("#{session_name}"), "web")
    await anna.lacks("┐")
  })

  it("says so where there is no terminal", async () => {
    await using t = await TmuxWorld.start()
    const answer = await t.opensessions("sidebar")
    assert.strictEqual(answer.status, 1)
    assert.include(answer.stderr, "needs a terminal")
  })
})

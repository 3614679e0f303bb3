import { assert, describe, it } from "@effect/vitest"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { leftovers } from "../support/leftovers.ts"

describe("the driver of the end-to-end tests", () => {
  it("attaches people who type, see, click, switch and resize on their own", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: { directory: "src/api" }, web: {} } })
    const anna = await t.client("anna", { width: 100, height: 30 })
    const bert = await t.client("bert", { session: "web" })
    await anna.type("pwd\n")
    await anna.sees("/home/src/api")
    await bert.keys("prefix c")
    assert.strictEqual(await bert.where("#{session_name}:#{window_index}"), "web:1")
    assert.strictEqual(await anna.where("#{session_name}:#{window_index}"), "api:0")

    await bert.keys("prefix %")
    await bert.sees("│")
    const right = await bert.where("#{pane_id}")
    await bert.click(5, 5)
    assert.notStrictEqual(await bert.where("#{pane_id}"), right)

    await anna.resize(60, 20)
    assert.strictEqual(await anna.where("#{window_width}x#{window_height}"), "60x19")
  })

  it("leaves nothing behind", async () => {
    await using t = await TmuxWorld.start()
    await t.client("anna")
    assert.isAbove((await leftovers(t.scratch.id)).length, 2)
    await t.end()
    assert.deepStrictEqual(await leftovers(t.scratch.id), [])
  })

  it("tells what was on the screen when somebody does not see what they should", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    await anna.type("echo here it is\n")
    await anna.sees(/^here it is$/m)
    const failure = await anna.sees("never", { timeoutMillis: 100 }).catch(String)
    assert.match(String(failure), /anna does not see never[^]*here it is/)
  })

  it("gives a command the variables of the pane it is typed in", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    await anna.type('echo "<$TMUX> <$TMUX_PANE>"\n')
    const { TMUX, TMUX_PANE } = await t.insideOf(await anna.where("#{pane_id}"))
    await anna.sees(`<${TMUX}> <${TMUX_PANE}>`)
  })
})

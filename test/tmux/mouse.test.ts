import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { inSidebar } from "../support/inSidebar.ts"
import type { TmuxWorld } from "../support/TmuxWorld.ts"

const names = async (t: TmuxWorld) => (await t.state()).sessions.map(({ name }) => name)

/** The row of the screen that a line of the sidebar with this text is in. */
const rowOf = async (anna: Client, text: string): Promise<number> => (await anna.find(text)).row

describe("the mouse", () => {
  it("a click switches, and the focus is on the content", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    await anna.clickOn("web")
    await eventually(() => anna.where("#{session_name}"), "web")
    await eventually(() => anna.where("#{pane_id}"), t.pane("web"))
  })

  it("a double click is a click: what tmux does with the second ends on the content too", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    await t.tmux.run("bind-key", "-n", "DoubleClick1Pane", "select-pane -t = ; send-keys -M ; wait-for -S doubled")
    const { column, row } = await anna.find("web")
    await anna.doubleClick(column, row)
    await t.tmux.run("wait-for", "doubled")
    await eventually(() => anna.where("#{pane_id}"), t.pane("web"))
  })

  it("drags a session to another place", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    const [from, to] = [await rowOf(anna, "api"), await rowOf(anna, "web")]
    await anna.drag([6, from], [6, from + 2], [6, to])
    await eventually(() => names(t), ["docs", "web", "api"])
    await anna.sees(/1 docs[^]*2 web[^]*3 api/)
    const api = await rowOf(anna, "api")
    await anna.drag([6, api], [6, api - 2], [6, await rowOf(anna, "docs")])
    await eventually(() => names(t), ["api", "docs", "web"])
    assert.strictEqual(await anna.where("#{session_name}"), "api")
  })

  it("drags the separator, for every sidebar", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    const row = await rowOf(anna, "──────")
    await anna.drag([10, row], [10, row - 1], [10, row - 4])
    await eventually(() => rowOf(anna, "──────"), row - 4)
    await eventually(() => rowOf(bert, "──────"), row - 4)
  })

  it("kills, renames and hides by the help alone", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    await anna.keys("j")
    await anna.sees(/^› 2 docs/m)
    await anna.clickOn("?")
    await anna.sees("this help")
    await anna.clickOn("hide session")
    await eventually(async () => (await t.state()).sessions.find(({ name }) => name === "docs")!.hidden, true)
    // The word in the footer takes it back.
    await anna.sees("shows docs again")
    await anna.clickOn("shows docs again")
    await anna.sees(/^. 2 docs/m)
    await anna.clickOn("?")
    await anna.sees("this help")
    await anna.clickOn("kill (asks)")
    await anna.sees("Kill docs?")
    await anna.clickOn("esc keep")
    await anna.lacks("Kill docs?")
    assert.deepStrictEqual(await names(t), ["api", "docs", "web"])
  })

  it("sets the width on the slider, and chooses a theme", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    await anna.keys("w")
    await anna.sees("Width 26")
    const row = await rowOf(anna, "▰")
    await anna.click(12, row)
    const { sidebarWidth } = await t.stateWhere((state) => state.sidebarWidth !== 26)
    assert.isAbove(sidebarWidth, 30)
    // In the new width all has another place.
    await anna.sees(new RegExp(`Width ${sidebarWidth} {20,}│`))
    await anna.clickOn("keep")
    await anna.lacks("Width")
    await anna.keys("t")
    await anna.sees("nord")
    await anna.clickOn("nord")
    await anna.sees("› nord")
    await anna.clickOn("take")
    await t.stateWhere(({ theme }) => theme === "nord")
  })

  it("a click on an agent's badge goes to its pane, on a choice answers it", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    const claude = await startClaude(t, t.pane("web"), "deploying")
    await claude.prompt("deploy it")
    await claude.asksPermission("Bash", { command: "make install" })
    await anna.sees(/3 web +◉/)
    await anna.keys("G A")
    await anna.sees(/^ 2 No/m)
    await anna.clickOn("2 No")
    await claude.agent.receives("2")
    await claude.isInterrupted(true)
    await anna.lacks("2 No")
    await anna.sees("⊘")
    await anna.clickOn("⊘")
    await eventually(() => anna.where("#{pane_id}"), t.pane("web"))
  })
})

import { assert, describe, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** Claude Code in `web` asks for a permission; the focus is in the sidebar of `api`, the cursor on `web`. */
const asking = async () => {
  const t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
  const anna = await t.client("anna")
  await t.opensessions("_ensure")
  await goToSidebar(t, anna)
  await anna.sees(/^▌ 1 api/m)
  const claude = await startClaude(t, t.pane("web"), "deploying")
  await claude.prompt("deploy it")
  await claude.asksPermission("Bash", { command: "make install" })
  await t.stateWhere(({ sessions }) => sessions.some(({ attention }) => attention === "waiting"))
  await anna.keys("j")
  await anna.sees(/^› 2 web/m)
  return [t, anna, claude] as const
}

describe("an agent that waits", () => {
  it("is answered from the sidebar: its choices are keys, and what was chosen reaches it", async () => {
    const [t, anna, claude] = await asking()
    await using _ = t
    await anna.keys("A")
    await anna.sees("Answer claude-code")
    await anna.sees("Do you want to")
    await anna.sees(/^ 1 Yes/m)
    await anna.keys("1")
    await claude.agent.receives("1")
    await claude.goesOn()
    await anna.sees("answered")
  })

  it("is not answered where it asks something else by now", async () => {
    const [t, anna] = await asking()
    await using _ = t
    const answer = { paneId: t.pane("web"), prompt: "0123456789abcdef", choice: "1" }
    const refused = await t.socket("/commands/answer", { method: "POST", body: JSON.stringify(answer) })
    assert.strictEqual(refused.status, 409)
    assert.include(refused.text, "asks something else")
    await anna.keys("A")
    await anna.sees(/^ 1 Yes/m)
  })

  it("is explained: every piece of evidence, and which one won", async () => {
    const [t, anna] = await asking()
    await using _ = t
    await anna.keys("E")
    await anna.sees("Why claude-code?")
    await anna.sees(/✓ registry/)
    await anna.keys("Escape")
    await anna.lacks("Why claude-code?")
  })

  it("is looked at without going there, as it draws", async () => {
    const [t, anna, claude] = await asking()
    await using _ = t
    await anna.keys("p")
    await anna.sees("Do you want to proceed?")
    await claude.goesOn()
    await anna.sees("esc to interrupt")
    // Escape takes its time: what is pressed after it is no part of what was typed before.
    await anna.keys("x y 1 Escape")
    await anna.lacks("esc to interrupt")
    assert.strictEqual(await anna.where("#{session_name}"), "api")
    await anna.keys("p")
    await anna.sees("esc to interrupt")
    await anna.keys("Enter")
    await eventually(() => anna.where("#{pane_id}"), t.pane("web"))
  })
})

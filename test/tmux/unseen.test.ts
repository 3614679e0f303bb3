/** Who has seen how an agent's turn ended: each client looks at one pane, while its terminal has the focus. */
import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import type { ClaudeDouble } from "../support/ClaudeDouble.ts"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const agentsOf = ({ sessions }: State) => sessions.flatMap(({ agents }) => agents)

/** Gives it a turn, and tells whether its end is unseen. */
const turn = async (t: TmuxWorld, claude: ClaudeDouble): Promise<boolean> => {
  const own = (state: State) => agentsOf(state).find(({ threadId }) => threadId === claude.sessionId)
  await claude.prompt("go")
  await t.stateWhere((state) => own(state)?.status === "running")
  await claude.finishes("done")
  return own(await t.stateWhere((state) => own(state)?.status === "done"))!.unseen
}

const isSeen = (t: TmuxWorld) => t.stateWhere((state) => agentsOf(state).every(({ unseen }) => !unseen))

describe("the end of a turn (S74)", () => {
  it("is seen by whom looks at its pane, each thread and each client for itself", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {}, main: {} } })
    const anna = await t.client("anna", { session: "main" })
    const bob = await t.client("bob", { session: "web" })
    await t.opensessions()
    await anna.focus()
    await bob.focus()
    const api = await startClaude(t, t.pane("api"))
    const web = await startClaude(t, t.pane("web"))
    assert.deepStrictEqual([await turn(t, api), await turn(t, web)], [true, false])
    // His terminal is behind another window; who left a moment ago has seen what happened in that moment.
    await bob.blur()
    await eventually(() => turn(t, web), true)
    await bob.focus()
    await t.stateWhere((state) => agentsOf(state).some(({ threadId, unseen }) => threadId === web.sessionId && !unseen))
    assert.isTrue(agentsOf(await t.state()).some(({ unseen }) => unseen))
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=api:")
    await isSeen(t)
    await t.tmux.run("detach-client", "-t", await bob.tty())
    await eventually(() => turn(t, web), true)
  })

  it("is of one pane of a window: not of the one beside it, nor of one that is behind a zoom", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {} } })
    const anna = await t.client("anna")
    await t.opensessions()
    await anna.focus()
    const first = await startClaude(t, t.pane())
    const [other] = await t.tmux.run("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", t.pane())
    const second = await startClaude(t, other!)
    assert.deepStrictEqual([await turn(t, first), await turn(t, second)], [false, true])
    await t.tmux.run("resize-pane", "-Z", "-t", other!)
    await isSeen(t)
    assert.deepStrictEqual([await turn(t, second), await turn(t, first)], [false, true])
    // What lies over a pane hides it for a moment only: the person is there.
    await t.tmux.run("select-pane", "-t", t.pane())
    await isSeen(t)
    void t.tmux.run("display-popup", "-c", await anna.tty(), "-E", "sleep 3").catch(() => undefined)
    assert.isFalse(await turn(t, first))
  })

  it("is seen where tmux is told nothing of the focus", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, configuration: "set -g focus-events off" })
    await t.client("anna")
    await t.opensessions()
    const first = await startClaude(t, t.pane("api"))
    const second = await startClaude(t, t.pane("web"))
    assert.deepStrictEqual([await turn(t, first), await turn(t, second)], [false, true])
  })
})

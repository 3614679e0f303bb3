import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const agents = (state: State) => state.sessions.flatMap(({ agents }) => agents)

/** The one thread has this status. */
const is = (status: string) => (state: State) => agents(state).length === 1 && agents(state)[0]!.status === status

describe("Claude Code in a pane", () => {
  it("is running, waits for permission, goes on and is done, and unseen until somebody looks", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: { directory: "src/api" }, web: {} } })
    const anna = await t.client("anna", { session: "web" })
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    const pane = t.pane("api")
    const claude = await startClaude(t, pane, "fixing the build")
    const told = () => t.tmux.format("#{@opensessions_agent} #{@opensessions_state}", pane)

    await claude.prompt("fix the build")
    const [thread] = agents(await t.stateWhere(is("running")))
    assert.deepStrictEqual<unknown>(
      [thread?.agent, thread?.threadId, thread?.paneId],
      ["claude-code", claude.sessionId, pane]
    )
    await claude.runsTool("Bash", { command: "make" })
    await claude.asksPermission("Bash", { command: "make install" })
    const waiting = await t.stateWhere(is("waiting"))
    assert.strictEqual(agents(waiting)[0]!.statusReason, "permission")
    await eventually(told, "claude-code waiting")
    await claude.goesOn()
    await t.stateWhere((state) => is("running")(state) || is("tool-running")(state))
    await claude.finishes("The build is mended")
    const done = await t.stateWhere(is("done"))
    assert.isTrue(agents(done)[0]!.unseen)
    assert.isTrue(done.sessions.find(({ name }) => name === "api")!.unseen)

    await anna.keys("prefix (")
    await t.stateWhere((state) => !agents(state)[0]!.unseen)
    await eventually(told, "claude-code done")
    await claude.exits()
    await t.stateWhere((state) => agents(state).length === 0)
    await eventually(told, " ")
  })

  it("S73: killed in the middle of its work it is stale at once, until somebody has seen it, and never running", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} } })
    const anna = await t.client("anna", { session: "web" })
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    const claude = await startClaude(t, t.pane("api"))
    await claude.prompt("work")
    await t.stateWhere(is("running"))
    await claude.dies()
    const [thread] = agents(await t.stateWhere(is("stale"), { timeoutMillis: 1_500 }))
    assert.isTrue(thread!.unseen)
    await anna.sees(/1 api +⚠ /)
    await anna.keys("prefix (")
    await t.stateWhere((state) => agents(state).length === 0)
  })

  it("two threads in one directory are two rows on their own panes", async () => {
    await using t = await TmuxWorld.start({ sessions: { one: { directory: "same" }, two: { directory: "same" } } })
    await t.client("anna")
    await t.opensessions()
    const first = await startClaude(t, t.pane("one"))
    const second = await startClaude(t, t.pane("two"))
    await first.prompt("a")
    await second.prompt("b")
    await second.finishes("b is done")
    const state = await t.stateWhere((now) => {
      const statuses = agents(now).map(({ status }) => status)
      return statuses.includes("done") && statuses.includes("running")
    })
    const where = (name: string) =>
      state.sessions
        .find((session) => session.name === name)!
        .agents.map(({ threadId, paneId, status }) => [threadId, paneId, status])
    assert.deepStrictEqual(where("one"), [[first.sessionId, t.pane("one"), "running"]])
    assert.deepStrictEqual(where("two"), [[second.sessionId, t.pane("two"), "done"]])
  })
})

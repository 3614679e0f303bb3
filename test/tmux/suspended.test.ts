/** An agent that a person put aside with Ctrl-Z, and machines that sleep. */
import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { startAgent, startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const words = ({ sessions }: State) =>
  sessions.flatMap(({ agents, name }) => agents.map(({ status, statusReason }) => `${name} ${status} ${statusReason}`))

const shows = (t: TmuxWorld, ...wanted: ReadonlyArray<string>) =>
  t.stateWhere((state) => words(state).join() === wanted.join(), { timeoutMillis: 5_000 })

describe("an agent that is stopped", () => {
  it("rests until it goes on, and another one in its pane is seen beside it", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, main: {} } })
    await t.client("anna", { session: "main" })
    await t.opensessions()
    const pane = t.pane("api")
    const claude = await startClaude(t, pane)
    await claude.prompt("work")
    await shows(t, "api running null")
    process.kill(claude.agent.self.pid, "SIGSTOP")
    const [session] = (await shows(t, "api idle suspended")).sessions
    assert.strictEqual(session?.unseen, false)
    // The shell is in front again, with the terminal as the agent left it, and is given another one.
    await t.tmux.run("send-keys", "-t", pane, "stty sane", "C-j")
    const second = await startClaude(t, pane)
    await second.prompt("other work")
    const both = await shows(t, "api running null", "api idle suspended")
    assert.deepStrictEqual(
      both.sessions[0]?.agents.map(({ paneId, threadId }) => [paneId, threadId]),
      [
        [pane, second.sessionId],
        [pane, claude.sessionId]
      ]
    )
    await second.finishes("done")
    await second.exits()
    await shows(t, "api done null", "api idle suspended")
    await t.tmux.run("send-keys", "-t", pane, "stty sane; fg", "C-j")
    await shows(t, "api done null", "api running null")
    await claude.finishes("done")
    await shows(t, "api done null", "api done null")
  })

  it("waits for nobody, and is gone when it is killed", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, main: {} } })
    await t.client("anna", { session: "main" })
    await t.opensessions()
    const gemini = await startAgent(t, t.pane("api"), "gemini")
    await gemini.play({ do: "title", text: "✦  Working… (api)" })
    await shows(t, "api running null")
    process.kill(gemini.self.pid, "SIGSTOP")
    await shows(t, "api idle suspended")
    process.kill(gemini.self.pid, "SIGCONT")
    await shows(t, "api running null")
    process.kill(gemini.self.pid, "SIGSTOP")
    await shows(t, "api idle suspended")
    process.kill(gemini.self.pid, "SIGKILL")
    await shows(t)
  })
})

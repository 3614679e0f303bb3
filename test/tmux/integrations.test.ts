import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { startAgent, startClaude } from "../support/startAgent.ts"
import { installation } from "../support/scratchWorld.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

const hook = (agent: string) => `sh '${installation}/integrations/shared/opensessions-hook.sh' ${agent}`

const agents = (state: State) => state.sessions.flatMap((session) => session.agents)
const is = (status: string) => (state: State) => agents(state).length === 1 && agents(state)[0]!.status === status

const gemini = (event: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ session_id: "5f0c", cwd: "/", hook_event_name: event, ...more })

describe("integrations", () => {
  it("what a hook says in a pane is in the sidebar at once, and gone with the agent", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} } })
    const anna = await t.client("anna", { session: "web" })
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    const settings = join(t.scratch.home, ".gemini/settings.json")
    assert.strictEqual((await t.opensessions("integrate", "gemini")).status, 0)
    const { hooks } = JSON.parse(readFileSync(settings, "utf8"))
    const agent = await startAgent(t, t.pane("api"), "gemini")
    const calls = (payload: string) => {
      const command: string = hooks[JSON.parse(payload).hook_event_name][0].hooks[0].command
      return agent.play({ do: "hook", command, payload })
    }

    await calls(gemini("BeforeAgent", { prompt: "mend the build" }))
    await t.stateWhere(is("running"))
    await calls(gemini("BeforeTool", { tool_name: "run_shell_command" }))
    await t.stateWhere(is("tool-running"))
    await calls(gemini("Notification", { notification_type: "ToolPermission" }))
    await anna.sees(/1 api +◉/)
    const [thread] = agents(await t.stateWhere(is("waiting")))
    assert.deepStrictEqual<unknown>(
      [thread?.agent, thread?.statusReason, thread?.paneId, thread?.evidence.source],
      ["gemini", "permission", t.pane("api"), "hook"]
    )
    await calls(gemini("AfterTool", { tool_name: "run_shell_command" }))
    await t.stateWhere(is("running"))
    await calls(gemini("AfterAgent"))
    assert.isTrue(agents(await t.stateWhere(is("done")))[0]!.unseen)
    await anna.keys("prefix (")
    await t.stateWhere((state) => !agents(state)[0]!.unseen)
    await agent.play({ do: "exit", code: 0 })
    await t.stateWhere((state) => agents(state).length === 0)
    assert.deepStrictEqual(readdirSync(join(t.runtimeDirectory, "inbox")), ["owner"])
    await t.opensessions("integrate", "--uninstall")
    assert.isFalse(existsSync(settings))
    await t.opensessions("quit")
    assert.isFalse(existsSync(join(t.runtimeDirectory, "inbox")))
  })

  it("a hook adds evidence to the thread that is there, and makes none of its own", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {} } })
    await t.client("anna")
    await t.opensessions()
    const claude = await startClaude(t, t.pane("api"))
    await claude.prompt("work")
    await t.stateWhere(is("running"))
    const calls = (session: string, event: string, more: Record<string, unknown> = {}) =>
      claude.agent.play({
        do: "hook",
        command: hook("claude-code"),
        payload: JSON.stringify({ session_id: session, hook_event_name: event, ...more })
      })

    await calls("another", "PermissionRequest", { tool_name: "Bash" })
    await calls(claude.sessionId, "PreToolUse", { tool_name: "Bash", tool_input: { command: "x".repeat(300_000) } })
    const state = await t.stateWhere(is("tool-running"))
    assert.deepStrictEqual(
      agents(state).map(({ threadId }) => threadId),
      [claude.sessionId]
    )
    const explained = await t.opensessions("explain", t.pane("api"))
    assert.match(explained.stdout, /hook PreToolUse Bash/)
  })

  it("a hook returns at once, silent, with status 0, whatever there is to read and whether a daemon runs or not", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {} } })
    const script = join(t.scratch.directory, "calls.sh")
    const log = join(t.scratch.directory, "log")
    const call = hook("claude-code")
    // Stdin that nobody closes or writes to, a payload larger than any pipe, none, and none to read from.
    const ways = [`${call} <&3`, `head -c 3000000 /dev/zero | ${call}`, `${call} </dev/null`, `${call} <&-`]
    const lines = ways.map((way) => `{ ${way}; } >>'${log}' 2>&1; echo "status $?" >>'${log}'`)
    const pipe = join(t.scratch.directory, "pipe")
    writeFileSync(
      script,
      [
        `mkfifo '${pipe}'`,
        `sleep 1000 >'${pipe}' & exec 3<'${pipe}'`,
        ...lines,
        `kill $!; echo end >>'${log}'`,
        ""
      ].join("\n")
    )
    const read = () => (existsSync(log) ? readFileSync(log, "utf8") : "")
    const expected = `${"status 0\n".repeat(ways.length)}end\n`

    await t.tmux.run("send-keys", "-t", t.pane(), `sh '${script}'`, "Enter")
    await waitFor(() => (read() === expected ? true : null), read)
    await t.client("anna")
    await t.opensessions()
    await t.tmux.run("send-keys", "-t", t.pane(), `rm '${pipe}'; sh '${script}'`, "Enter")
    await waitFor(() => (read() === expected + expected ? true : null), read)
    assert.deepStrictEqual(agents(await t.state()), [])
  })
})

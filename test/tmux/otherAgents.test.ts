import type { Agent } from "@opensessions/protocol/Agent"
import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { randomUUID } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { AgentStep } from "../support/agentSteps.ts"
import { startAgent } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const rule = "─".repeat(60)
const title = (text: string): AgentStep => ({ do: "title", text })
const screen = (...lines: ReadonlyArray<string>): AgentStep => ({ do: "screen", lines })

const agents = (state: State) => state.sessions.flatMap(({ agents }) => agents)
const word = ({ status, statusReason }: Agent) => (statusReason === null ? status : `${status}(${statusReason})`)

/** Waits at most a second until the one thread of an agent is in this state, and gives it. */
const shows = async (t: TmuxWorld, agent: string, wanted: string): Promise<Agent> => {
  const of = (state: State) => agents(state).filter((one) => one.agent === agent)
  const fits = (state: State) => of(state).map(word).join() === wanted
  return of(await t.stateWhere(fits, { timeoutMillis: 1_000 }))[0]!
}

/** A world with a session that somebody looks at, and one where an agent will be. */
const world = async (directory: string) => {
  const t = await TmuxWorld.start({ sessions: { api: { directory }, web: {} } })
  await t.client("anna", { session: "web" })
  await t.opensessions()
  return { t, pane: t.pane("api") }
}

const copilot = {
  rest: screen(" ● words", " /work", rule, "❯", rule, " Interactive · Manual Approval · / commands"),
  works: screen(" ● words", " /work", rule, "❯", rule, " ○ Working · 95 B esc esc interrupt"),
  asks: screen(
    `╭${rule}╮`,
    "│ Do you want to run this command? │",
    "│ ❯ 1. Yes │",
    "│ enter to select · esc to cancel │",
    `╰${rule}╯`
  )
}
const aider = {
  rest: screen("Aider", rule, ">"),
  works: screen(rule, "> go", "Some words"),
  asks: screen(rule, "> go", "Run shell command? (Y)es/(N)o [Yes]:")
}

describe("other agents in panes", () => {
  it("Amp works by its title, waits by its thread, and its own session file clears the unseen mark", async () => {
    const { pane, t } = await world("work")
    await using _ = t
    const data = join(t.scratch.home, ".local", "share", "amp")
    const threadId = `T-${randomUUID()}`
    const uri = `file://${t.scratch.home}/work`
    const thread = (...messages: ReadonlyArray<unknown>): AgentStep => ({
      do: "replace",
      path: join(data, "threads", `${threadId}.json`),
      text: JSON.stringify({ id: threadId, title: "mend it", messages, env: { initial: { trees: [{ uri }] } } })
    })
    const opened = (lastThreadId: string): AgentStep => ({
      do: "replace",
      path: join(data, "session.json"),
      text: JSON.stringify({ lastThreadId })
    })
    const result = (status: string) => ({ role: "user", content: [{ type: "tool_result", run: { status } }] })

    const amp = await startAgent(t, pane, "amp")
    await amp.play(title("amp - work"), opened("T-other"))
    await shows(t, "amp", "idle")
    await amp.play(title("⠋ amp - mend it - work"))
    await shows(t, "amp", "running")
    await amp.play(title("amp - mend it - work"), thread(result("blocked-on-user")))
    const waiting = await shows(t, "amp", "waiting(permission)")
    assert.deepStrictEqual([waiting.threadId, waiting.threadName, waiting.paneId], [threadId, "mend it", pane])
    await amp.play(thread({ role: "assistant", state: { type: "complete", stopReason: "end_turn" }, content: [] }))
    assert.isTrue((await shows(t, "amp", "done")).unseen)
    await amp.play(opened(threadId))
    await t.stateWhere((state) => agents(state).every(({ unseen }) => !unseen), { timeoutMillis: 1_000 })
    await amp.play({ do: "die" })
    await t.stateWhere((state) => agents(state).length === 0, { timeoutMillis: 1_000 })
  })

  it("Gemini CLI is what its title, its chat and its dialog say", async () => {
    const projects = (home: string) => JSON.stringify({ projects: { [`${home}/my app`]: "app" } })
    const { pane, t } = await world("my app")
    await using _ = t
    const own = join(t.scratch.home, ".gemini")
    const chat = join(own, "tmp", "app", "chats", "session-1.jsonl")
    const line = (fields: object): AgentStep => ({
      do: "append",
      path: chat,
      text: `${JSON.stringify({ timestamp: new Date().toISOString(), ...fields })}\n`
    })
    const gemini = await startAgent(t, pane, "gemini")
    await gemini.play(
      { do: "rewrite", path: join(own, "projects.json"), text: projects(t.scratch.home) },
      line({ sessionId: "s-1", startTime: new Date().toISOString(), kind: "main" }),
      title("◇  Ready (my app)")
    )
    await shows(t, "gemini", "idle")
    await gemini.play(line({ type: "user", content: [{ text: "mend it" }] }), title("✦  Working… (my app)"))
    await shows(t, "gemini", "running")
    await gemini.play(
      title("✋  Action Required (my app)"),
      screen(`╭${rule}╮`, "│ Allow execution of [Shell]? │", "│ ● 1. Allow once │", `╰${rule}╯`)
    )
    const waiting = await shows(t, "gemini", "waiting(permission)")
    assert.deepStrictEqual([waiting.threadId, waiting.threadName, waiting.paneId], ["s-1", "mend it", pane])
    await gemini.play(line({ type: "info", content: "Request cancelled." }), title("◇  Ready (my app)"))
    assert.isTrue((await shows(t, "gemini", "interrupted")).unseen)
    await gemini.play(title("✦  Working… (my app)"))
    await shows(t, "gemini", "running")
    await gemini.play({ do: "die" })
    await shows(t, "gemini", "stale(exited)")
  })

  it("Copilot and Aider are what their screens say, Aider behind a script, too", async () => {
    const { pane, t } = await world("work")
    await using _ = t
    const one = await startAgent(t, pane, "copilot")
    await one.play(copilot.rest)
    await shows(t, "copilot", "idle")
    await one.play(copilot.works)
    await shows(t, "copilot", "running")
    await one.play(copilot.asks)
    assert.strictEqual((await shows(t, "copilot", "waiting(permission)")).paneId, pane)
    await one.play(copilot.works)
    await shows(t, "copilot", "running")
    await one.play(copilot.rest)
    assert.isTrue((await shows(t, "copilot", "done")).unseen)

    const first = await startAgent(t, await t.newSession("first"), "aider")
    await first.play(aider.rest)
    await shows(t, "aider", "idle")
    await first.play({ do: "exit", code: 0 })
    await t.stateWhere((state) => agents(state).every(({ agent }) => agent !== "aider"), { timeoutMillis: 1_000 })
    writeFileSync(join(t.scratch.bin, "wrapped"), "#!/bin/sh\nenv A=1 aider\n", { mode: 0o755 })
    const second = await startAgent(t, await t.newSession("second"), "wrapped")
    await second.play(aider.rest)
    await shows(t, "aider", "idle")
    await second.play(aider.works)
    await shows(t, "aider", "running")
    await second.play(aider.asks)
    await shows(t, "aider", "waiting(permission)")
    await second.play({ do: "die" })
    await shows(t, "aider", "stale(exited)")
  })

  it("one that nothing is known of is there, works while it draws, and never waits", async () => {
    const { pane, t } = await world("work")
    await using _ = t
    const droid = await startAgent(t, pane, "droid")
    await droid.play(screen("> "))
    await shows(t, "droid", "idle")
    const frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
    const spin = (at: number): AgentStep => ({
      at,
      ...screen("> go", "", `${frames[(at / 100) % 10]} Pondering`, "> ")
    })
    const spinning = droid.play(...Array.from({ length: 30 }, (_, index) => spin(index * 100)))
    await t.stateWhere((state) => agents(state).map(word).join() === "running", { timeoutMillis: 2_000 })
    await spinning
    await droid.play(copilot.asks)
    await t.stateWhere((state) => agents(state).map(word).join() === "idle", { timeoutMillis: 3_000 })
    await droid.play({ do: "die" })
    await t.stateWhere((state) => agents(state).length === 0, { timeoutMillis: 1_000 })
  })

  it("what is only called like an agent is none", async () => {
    const { pane, t } = await world("work")
    await using _ = t
    const directory = join(t.scratch.home, "aider")
    mkdirSync(directory)
    writeFileSync(join(directory, "copilot.md"), "esc esc interrupt\n")
    await t.tmux.run("select-pane", "-t", pane, "-T", "◇  Ready (work)")
    await t.tmux.run("send-keys", "-t", pane, `cd ${directory} && tail -f copilot.md`, "Enter")
    const editor = await startAgent(t, await t.newSession("editor", { directory: "aider" }), "vim")
    await editor.play(title("⠋ amp - codex.md - aider"), copilot.asks)
    const real = await startAgent(t, await t.newSession("real"), "qwen")
    await real.play(title("Qwen - real"))
    assert.strictEqual((await shows(t, "qwen", "idle")).agent, "qwen")
    assert.deepStrictEqual(
      agents(await t.state()).map(({ agent }) => agent),
      ["qwen"]
    )
  })
})

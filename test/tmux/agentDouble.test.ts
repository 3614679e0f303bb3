import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { startAgent, startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

const gone = (pid: number) =>
  waitFor(
    () => (existsSync(`/proc/${pid}`) ? null : true),
    () => `${pid} lives`
  )

describe("the agent doubles", () => {
  it("look like the real program: name, process, record, title and screen", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: { directory: "my app" } } })
    const anna = await t.client("anna")
    const pane = await anna.where("#{pane_id}")
    const claude = await startClaude(t, pane, "fixing")
    assert.strictEqual(await t.tmux.format("#{pane_current_command} #{pane_title}", pane), "claude ✳ fixing")
    const record = () => JSON.parse(readFileSync(claude.recordPath, "utf8"))
    const { pid, startTicks } = claude.agent.self
    assert.strictEqual(readFileSync(`/proc/${pid}/comm`, "utf8"), "claude\n")
    assert.deepInclude(record(), { pid, procStart: startTicks, status: "idle", cwd: `${t.scratch.home}/my app` })
    assert.isFalse(existsSync(claude.transcriptPath))

    await claude.prompt("do it")
    await anna.sees("esc to interrupt")
    assert.strictEqual(record().status, "busy")
    await claude.asksPermission("Bash", { command: "ls" })
    await anna.sees("Do you want to proceed?")
    assert.strictEqual(record().waitingFor, "permission prompt")
    await anna.type("1")
    await claude.agent.receives("1")
    await claude.goesOn()
    await claude.finishes("It is done")
    await anna.sees("It is done")
    const types = readFileSync(claude.transcriptPath, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).type)
    assert.deepStrictEqual(types, ["user", "assistant", "user", "assistant", "system"])

    await claude.exits()
    await gone(pid)
    assert.isFalse(existsSync(claude.recordPath))
  })

  it("die without a word, or in order when their pane is killed", async () => {
    await using t = await TmuxWorld.start({ sessions: { one: {}, two: {} } })
    const [one, two] = (await t.tmux.run("list-panes", "-a", "-F", "#{pane_id}")) as [string, string]
    const killed = await startClaude(t, one)
    await killed.dies()
    await gone(killed.agent.self.pid)
    assert.isTrue(existsSync(killed.recordPath))

    const hungUp = await startClaude(t, two)
    await t.tmux.run("kill-pane", "-t", two)
    await gone(hungUp.agent.self.pid)
    assert.isFalse(existsSync(hungUp.recordPath))
  })

  it("play a recording of timed steps", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    const agent = await startAgent(t, await anna.where("#{pane_id}"), "codex")
    const start = performance.now()
    await agent.play(
      { do: "screen", lines: ["first"] },
      { at: 60, do: "screen", lines: ["second"] },
      { at: 120, do: "title", text: "third" }
    )
    assert.isAtLeast(performance.now() - start, 119)
    await anna.sees("second")
  })
})

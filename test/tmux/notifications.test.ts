import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const sessions = { api: { directory: "api" }, main: {} }

const told = (t: TmuxWorld) => async () => {
  try {
    return readFileSync(join(t.scratch.home, "told"), "utf8").trim().split("\n")
  } catch {
    return []
  }
}

describe("notifications", () => {
  it("a command is told once what an agent wants that nobody looks at, and the history has the wait", async () => {
    const command = ["sh", "-c", 'echo "$0: $1" >>"$HOME/told"', "{title}", "{body}"]
    const notifications = { waiting: "command", message: "command", command }
    await using t = await TmuxWorld.start({ sessions, plugin: true, config: { notifications } })
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/2 main/, { timeoutMillis: 20_000 })
    const claude = await startClaude(t, t.pane("api"), "fixing the build")
    const counts = () => t.tmux.format("#{@opensessions_waiting} #{@opensessions_running}")
    await claude.prompt("fix the build")
    await eventually(counts, "0 1")
    await claude.asksPermission("Bash", { command: "make install" })
    const waits = "api: claude-code waits for you (permission): fixing the build"
    await eventually(told(t), [waits])

    await t.opensessions("notify", "make has ended", "--session", "api", "--source", "make")
    await eventually(told(t), [waits, "api: make: make has ended"])

    await claude.goesOn()
    await eventually(counts, "0 1")
    await claude.finishes("done")
    const changes = async () => {
      const { stdout } = await t.opensessions("history", "--session", "api")
      return stdout.split("\n").flatMap((line) => line.split("\t")[3] ?? [])
    }
    await eventually(async () => (await changes()).at(-1), "done")
    const known = new Set(["waiting (permission)", "done"])
    const seen = (await changes()).filter((change, at, all) => known.has(change) && change !== all[at - 1])
    assert.sameOrderedMembers([...new Set(seen)], ["waiting (permission)", "done"])

    await t.opensessions("quit")
    const { status, stdout } = await t.opensessions("history", "--json")
    assert.strictEqual(status, 0)
    const { time } = JSON.parse(stdout) as { time: ReadonlyArray<{ status: string; millis: number }> }
    assert.isAbove(time.find(({ status }) => status === "waiting")?.millis ?? 0, 1000)
  })

  it("a bell reaches the terminal of the client", async () => {
    await using t = await TmuxWorld.start({ sessions, plugin: true, config: { notifications: "bell" } })
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/2 main/, { timeoutMillis: 20_000 })
    await t.opensessions("notify", "look", "--session", "api")
    await eventually(() => anna.hasHeardBell(), true)
  })
})

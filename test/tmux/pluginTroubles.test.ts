import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { installation } from "../support/scratchWorld.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** A plugin that shows an agent in the session `api`, notes its process in `~/troubled`, and then does the deed. */
const troubled = (deed: string) => `
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Effect, Stream } from "effect"
import { writeFileSync } from "node:fs"
import { homedir } from "node:os"

const event = AgentEvent.cases.ThreadReported.make({
  agent: "troubled",
  threadId: "t",
  identity: { ...unknownIdentity, tmuxSession: "api" },
  details: noDetails,
  evidence: { source: "plugin", status: "waiting", reason: null, at: Date.now(), detail: "it says so" }
})
const deed = Effect.sync(() => {
  writeFileSync(homedir() + "/troubled", String(process.pid))
  ${deed}
})
export default AgentWatchers.add(Effect.succeed({
  name: "w",
  events: Stream.concat(Stream.make(event), Stream.drain(Stream.fromEffect(Effect.delay(deed, 1000))))
}))
`

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const start = async (deed: string) => {
  const good = readFileSync(join(installation, "examples/plugins/my-agent.ts"), "utf8")
  const t = await TmuxWorld.start({
    sessions: { api: {}, main: {}, web: {} },
    plugin: true,
    files: {
      ".config/opensessions/plugins/good.ts": good,
      ".config/opensessions/plugins/troubled.ts": troubled(deed)
    }
  })
  try {
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/2 main/, { timeoutMillis: 20_000 })
    const note = join(t.scratch.home, "troubled")
    await eventually(() => existsSync(note) && readFileSync(note, "utf8") !== "", true)
    return { t, anna, pid: Number(readFileSync(note, "utf8")) }
  } catch (cause) {
    await t.end()
    throw cause
  }
}

const agents = async (t: TmuxWorld) =>
  (await t.state()).sessions.flatMap((session) => session.agents.map(({ agent, status }) => `${agent} ${status}`))

const notices = async (t: TmuxWorld) => (await t.state()).notices

describe("a plugin that", () => {
  it.each([
    ["never gives control back", "for (;;) {}", "it gave no sign of life for 10 seconds"],
    [
      "takes memory without end",
      "const all = []; setInterval(() => { for (let n = 0; n < 5_000; n++) all.push({ n, list: [n] }) }, 50)",
      "it was aborted, as one is that needs more than 128 MB of memory"
    ]
  ])(
    "%s is named and its row goes; the sidebar answers meanwhile, and other plugins go on",
    async (_, deed, reason) => {
      const { anna, t } = await start(deed)
      await using _t = t
      await goToSidebar(t, anna)
      await anna.keys("j")
      await anna.sees(/^› 3 web/m)
      await anna.keys("Enter")
      await eventually(() => anna.where("#{session_name}"), "web")
      assert.deepStrictEqual(await notices(t), [], "it is still in trouble")

      const told = async () => [await notices(t), await agents(t)]
      await eventually(told, [[`plugin troubled failed: ${reason}`], []], { timeoutMillis: 30_000 })
      await anna.sees(/plugin troubled/)
      const { stdout } = await t.opensessions("doctor")
      assert.match(stdout, new RegExp(`plugin troubled .*failed \\d times.*: ${reason}`))
      assert.match(stdout, /plugin good +running/)
      await eventually(() => agents(t), ["troubled waiting"], { timeoutMillis: 20_000 })
    }
  )

  it("never gives control back ends with a daemon that is killed", async () => {
    const { pid, t } = await start("for (;;) {}")
    await using _ = t
    assert.isTrue(isThere(pid))
    const { pid: daemon } = (await t.state()).server
    process.kill(daemon, "SIGKILL")
    await eventually(() => isThere(pid), false)
    const another = async () => (await t.state().catch(() => null))?.server.pid ?? daemon
    await eventually(async () => (await another()) !== daemon, true, { timeoutMillis: 20_000 })
  })
})

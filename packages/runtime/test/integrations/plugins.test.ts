/** The plugins as the agents load them, by the file that `integrate` writes. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { agentIntegrations } from "@opensessions/runtime/integrations/install/agentIntegrations"
import { parseSender } from "@opensessions/runtime/integrations/inbox/HookCall"
import { reporters } from "@opensessions/runtime/integrations/reports/reporters"
import { Result } from "effect"

const installation = fileURLToPath(new URL("../../../../", import.meta.url)).replace(/\/$/, "")

let scratch = ""
let inbox = ""

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "os-plugins-"))
  inbox = join(scratch, "opensessions/5/inbox")
  mkdirSync(inbox, { recursive: true })
  writeFileSync(join(inbox, "owner"), `/tmp/a,b\n${process.pid}\n`)
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

/** What the plugin leaves in the inbox when `script` has used it, in words of a state. `api` is the module. */
const told = async (agent: string, script: string, variables: Record<string, string> = {}) => {
  const homes = { home: scratch, installation, variable: () => null }
  const [target] = agentIntegrations.find((one) => one.agent === agent)!.targets(homes, null)
  const plugin = join(scratch, "plugin.mjs")
  writeFileSync(plugin, Result.getOrThrow(target!.add(null)))
  const program = join(scratch, "agent.mjs")
  writeFileSync(program, `import * as api from ${JSON.stringify(pathToFileURL(plugin).href)}\n${script}\n`)
  const { execFileSync } = process.getBuiltinModule("node:child_process")
  const env = { XDG_RUNTIME_DIR: scratch, TMUX: "/tmp/a,b,1,2", TMUX_PANE: "%4", ...variables }
  const printed = execFileSync(process.execPath, [program], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"]
  })
  assert.strictEqual(printed, "")
  const calls = readdirSync(inbox)
    .flatMap((name) => parseSender(name) ?? [])
    .sort((a, b) => Number(/-(\d+)/.exec(a.payload)?.[1]) - Number(/-(\d+)/.exec(b.payload)?.[1]))
  return calls.map((call) => {
    assert.deepStrictEqual([call.agent, call.paneId], [agent, "%4"] as never)
    const payload = JSON.parse(readFileSync(join(inbox, call.payload), "utf8")) as Record<string, unknown>
    const report = reporters.get(agent)!.read(payload)
    if (typeof report === "string") return report
    return [report.threadId, report.state?.status ?? "-", report.state?.reason].filter(Boolean).join(" ")
  })
}

const openCode = (events: ReadonlyArray<readonly [string, Record<string, unknown>]>) => `
const { event } = await api.OpenSessions({ directory: "/work" })
for (const [type, properties] of ${JSON.stringify(events)}) await event({ event: { type, properties } })`

const status = (sessionID: string, type: string) => ["session.status", { sessionID, status: { type } }] as const
const child = ["session.created", { sessionID: "c", info: { id: "c", parentID: "r" } }] as const

describe("OpenCode's plugin", () => {
  it("tells each change once, and an error in place of the idle that follows it", async () => {
    const events = [
      status("r", "busy"),
      status("r", "busy"),
      status("r", "idle"),
      ["session.idle", { sessionID: "r" }],
      status("r", "busy"),
      ["session.error", { sessionID: "r", error: { name: "MessageAbortedError", data: {} } }],
      status("r", "idle"),
      status("r", "idle"),
      status("r", "busy")
    ] as const
    assert.deepStrictEqual(await told("opencode", openCode(events)), [
      "r running",
      "r idle",
      "r running",
      "r interrupted",
      "r running"
    ])
  })

  it("tells a subagent's question as its parent's, until the last one is answered", async () => {
    const events = [
      child,
      status("r", "busy"),
      status("c", "busy"),
      ["permission.asked", { id: "p1", sessionID: "c" }],
      ["question.asked", { id: "q1", sessionID: "r" }],
      status("r", "busy"),
      ["permission.replied", { sessionID: "c", requestID: "p1", reply: "once" }],
      ["question.replied", { sessionID: "r", requestID: "q1" }],
      status("c", "idle")
    ] as const
    assert.deepStrictEqual(await told("opencode", openCode(events)), [
      "r running",
      "r waiting permission",
      "r waiting question",
      "ignored",
      "r running"
    ])
  })

  it("tells nothing and breaks nothing where no daemon is, or another one", async () => {
    const events = openCode([status("r", "busy")])
    assert.deepStrictEqual(await told("opencode", events, { TMUX: "/tmp/other,1,2" }), [])
    assert.deepStrictEqual(await told("opencode", events, { TMUX: "" }), [])
    writeFileSync(join(inbox, "owner"), "/tmp/a,b\n999999999\n")
    assert.deepStrictEqual(await told("opencode", events), [])
    rmSync(inbox, { recursive: true })
    mkdirSync(inbox)
    assert.deepStrictEqual(await told("opencode", events), [])
  })
})

const listening = (calls: string) => `
const handlers = new Map()
await api.default({ on: (type, handler) => handlers.set(type, handler) })
const call = (type, event, context) => handlers.get(type)(event, context)
${calls}`

describe("Pi's extension", () => {
  it("tells when it works, runs a tool, and how that ended", async () => {
    const file = "/s/2026-11-22T11-08-08-341Z_01a202f1-2715-7665-a9fc-3500551e4d9f.jsonl"
    const script = listening(`
const context = { cwd: "/work", sessionManager: { getSessionFile: () => ${JSON.stringify(file)} } }
call("session_start", {}, context)
call("agent_start", {}, context)
call("tool_execution_start", { toolName: "bash" }, context)
call("tool_execution_end", { toolName: "bash" }, context)
call("agent_end", { messages: [{ role: "user" }, { role: "assistant", stopReason: "aborted" }] }, context)
call("agent_end", { messages: [{ role: "assistant", stopReason: "error" }] }, undefined)`)
    const id = "01a202f1-2715-7665-a9fc-3500551e4d9f"
    const states = ["idle", "running", "tool-running", "running", "interrupted"].map((state) => `${id} ${state}`)
    assert.deepStrictEqual(await told("pi", script), [...states, "-"])
  })
})

describe("Amp's plugin", () => {
  it("tells when a thread works and how that ended, and answers nothing that decides", async () => {
    const script = listening(`
const thread = { id: "T-1" }
call("session.start", { thread })
if (JSON.stringify(call("agent.start", { thread, message: "go" })) !== "{}") throw new Error("it answered")
if (call("tool.result", { thread }) !== undefined) throw new Error("it answered")
if (handlers.has("tool.call")) throw new Error("it would decide")
call("agent.end", { thread, status: "done" })`)
    assert.deepStrictEqual(await told("amp", script), ["T-1 -", "T-1 running", "T-1 running", "T-1 done"])
  })
})

describe("the file that an agent loads", () => {
  it.each(["opencode", "pi", "amp"])("of %s does nothing when the installation is gone", async (agent) => {
    const gone = { home: scratch, installation: "/nowhere", variable: () => null }
    const [target] = agentIntegrations.find((one) => one.agent === agent)!.targets(gone, null)
    const file = join(scratch, `${agent}.mjs`)
    writeFileSync(file, Result.getOrThrow(target!.add(null)))
    const loaded = (await import(pathToFileURL(file).href)) as Record<string, (input: unknown) => Promise<unknown>>
    const load = loaded["OpenSessions"] ?? loaded["default"]!
    assert.deepInclude([{}, undefined], await load({}))
  })
})

import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { eventually } from "../support/eventually.ts"
import { runProgram } from "../support/runProgram.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const hasCurl = spawnSync("curl", ["--version"]).status === 0

const post = async (t: TmuxWorld, path: string, body: unknown) => (await t.http(path, { method: "POST", body })).status

/** The README's lines, typed by a script. */
const curl = async (t: TmuxWorld, path: string, body: unknown) => {
  const words = ["-sS", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-H", "content-type: application/json"]
  const url = `http://127.0.0.1:${t.info()?.port}${path}`
  const options = { env: t.scratch.env, cwd: t.scratch.home }
  return Number((await runProgram("curl", [...words, "-d", JSON.stringify(body), url], options)).stdout)
}

const start = async () => {
  const t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true, config: { sidebarWidth: 40 } })
  const anna = await t.client("anna")
  await anna.keys("prefix o t")
  await anna.sees(/^▌ 1 api/m)
  return [t, anna] as const
}

const metadataOf = async (t: TmuxWorld, name: string) =>
  (await t.state()).sessions.find((session) => session.name === name)!.metadata

describe("metadata from scripts", () => {
  for (const [by, send, present] of [
    ["HTTP", post, true],
    ["curl", curl, hasCurl]
  ] as const)
    it.skipIf(!present)(`status, progress, log and notice by ${by} are painted, and go`, async () => {
      const [t, anna] = await start()
      await using _ = t
      assert.strictEqual(await send(t, "/set-status", { session: "web", text: "Deploying", tone: "warn" }), 204)
      await anna.sees(/ 2 web[^]*⚠ Deploying/m)
      assert.strictEqual(await send(t, "/set-progress", { session: "web", current: 3, total: 10, label: "x" }), 204)
      await anna.sees(/▰+▱+ 3\/10 Deploying/)
      assert.strictEqual(await send(t, "/log", { session: "api", message: "Tests passed", tone: "success" }), 204)
      await anna.sees("✓ Tests passed")
      assert.strictEqual(await send(t, "/notify", { session: "$1", message: "Look", source: "ci" }), 204)
      await anna.sees(/ 2 web +● /)
      assert.isTrue((await t.state()).sessions[1]!.unseen)

      assert.strictEqual(await send(t, "/set-status", { session: "web", text: null }), 204)
      assert.strictEqual(await send(t, "/set-progress", { session: "web", clear: true }), 204)
      assert.strictEqual(await send(t, "/clear-log", { session: "api" }), 204)
      await anna.lacks(/Deploying|3\/10|Tests passed/)
      assert.deepStrictEqual(await metadataOf(t, "api"), { status: null, progress: null, logs: [] })
    })

  it("what is refused changes nothing", async () => {
    const [t] = await start()
    await using _ = t
    const before = await t.state()
    assert.strictEqual(await post(t, "/set-status", { session: "nobody", text: "x" }), 404)
    assert.strictEqual(await post(t, "/set-status", { session: "_os_stash", text: "x" }), 404)
    assert.strictEqual(await post(t, "/set-status", { session: "web", text: "x", tone: "loud" }), 400)
    assert.strictEqual(await post(t, "/set-progress", { session: "web", percent: 40 }), 400)
    assert.strictEqual(await post(t, "/log", "{"), 400)
    assert.strictEqual((await t.http("/set-status")).status, 405)
    assert.strictEqual((await t.http("/quit", { method: "POST", body: {} })).status, 404)
    assert.strictEqual((await t.http("/commands/quit", { method: "POST", body: {} })).status, 403)
    const foreign = { method: "POST", body: { session: "web", text: "x" }, headers: { origin: "http://evil.example" } }
    assert.strictEqual((await t.http("/set-status", foreign)).status, 403)
    const rebound = { ...foreign, headers: { host: "evil.example" } }
    assert.strictEqual((await t.http("/set-status", rebound)).status, 403)
    assert.deepStrictEqual((await t.state()).sessions, before.sessions)
  })

  it("control characters of a script reach no terminal", async () => {
    const [t, anna] = await start()
    await using _ = t
    const text = "a\u001b]0;owned\u0007b\u009b31mc\r\n#[fg=red]#(touch PWNED)\u202e🚀"
    assert.strictEqual(await post(t, "/set-status", { session: "web", text }), 204)
    await anna.sees("#[fg=red]#(tou")
    const { text: kept } = (await metadataOf(t, "web")).status!
    assert.notMatch(kept, /\p{Cc}/u)
    assert.strictEqual(await t.tmux.format("#{pane_title}", t.pane("api")), await t.tmux.format("#{host_short}"))
  })

  it("commands speak of the session of their pane, or of the one that they name", async () => {
    const [t, anna] = await start()
    await using _ = t
    const web = { pane: t.pane("web") }
    const done = { status: 0, stdout: "", stderr: "" }
    assert.deepStrictEqual(await t.typed(web, "set-status", "Deploying", "--tone", "warn"), done)
    assert.deepStrictEqual(await t.typed(web, "set-progress", "40%", "--label", "services"), done)
    assert.deepStrictEqual(await t.typed(web, "log", "Tests passed", "--session", "api"), done)
    await anna.sees(/ 2 web[^]*▰+▱+ 40% Deploying/m)
    await anna.sees("Tests passed")
    assert.deepStrictEqual(await t.typed(web, "set-status", "soon over", "--ttl", "200ms"), done)
    await anna.sees("soon over")
    await anna.lacks("soon over")
    assert.deepStrictEqual(await t.typed(web, "notify", "Look"), done)
    await anna.sees(/ 2 web +●/)
    assert.deepStrictEqual(await t.typed({}, "clear-log"), done)
    await eventually(async () => (await metadataOf(t, "api")).logs.length, 0)
    const refused = await t.typed({}, "set-status", "x", "--session", "nobody")
    assert.deepStrictEqual([refused.status, refused.stdout], [1, ""])
    assert.match(refused.stderr, /^opensessions: .*nobody.*\n$/)
  })

  it("an agent may report itself", async () => {
    const [t, anna] = await start()
    await using _ = t
    const event = { agent: "robot", status: "waiting", paneId: t.pane("web"), threadName: "Digging" }
    assert.strictEqual(await post(t, "/api/agent-event", event), 204)
    await anna.sees(/ 2 web +◉/)
    assert.strictEqual(await post(t, "/api/agent-event", { ...event, paneId: undefined, projectDir: "/nowhere" }), 202)
    assert.strictEqual(await post(t, "/api/agent-event", { ...event, status: "dancing" }), 400)
    const [thread] = (await t.state()).sessions[1]!.agents
    assert.deepInclude(thread, { agent: "robot", status: "waiting", threadName: "Digging" })
  })
})

import { assert, describe, it } from "@effect/vitest"
import { State } from "@opensessions/protocol/State"
import { Schema } from "effect"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const oneLine = /^opensessions: .+\n$/

describe("the command line", () => {
  it("without a daemon says so with status 3 and starts none, where it only reads or ends something", async () => {
    await using t = await TmuxWorld.start()
    for (const words of [
      ["ls"],
      ["ls", "--json"],
      ["watch"],
      ["status"],
      ["status", "--json"],
      ["quit"],
      ["explain", "%0"],
      ["history"],
      ["theme"],
      ["set-status", "x"],
      ["set-progress", "1/2"],
      ["log", "x"],
      ["clear-log"],
      ["notify", "x"]
    ]) {
      const { status, stdout, stderr } = await t.opensessions(...words)
      assert.deepStrictEqual([status, stdout], [3, ""], words.join(" "))
      assert.match(stderr, oneLine, words.join(" "))
    }
    assert.isNull(t.info())
    assert.strictEqual((await t.typed({ pane: null }, "ls")).status, 3)
  })

  it("tells wrong usage with status 2, in one line, and help with status 0", async () => {
    await using t = await TmuxWorld.start()
    for (const words of [
      ["frobnicate"],
      ["ls", "--nope"],
      ["ls", "surplus"],
      ["switch"],
      ["switch", "a", "b"],
      ["toggle", "surplus"],
      ["set-status"],
      ["set-status", "x", "--tone", "loud"],
      ["set-status", "x", "--ttl", "soon"],
      ["set-progress", "much"],
      ["explain"]
    ]) {
      const { status, stdout, stderr } = await t.opensessions(...words)
      assert.deepStrictEqual([status, stdout], [2, ""], words.join(" "))
      assert.match(stderr, oneLine, words.join(" "))
    }
    for (const words of [["--help"], ["ls", "--help"], ["toggle", "--help"], ["switch", "--help"], ["--version"]]) {
      const { status, stderr, stdout } = await t.opensessions(...words)
      assert.deepStrictEqual([status, stderr], [0, ""], words.join(" "))
      assert.include(stdout, "opensessions")
    }
    assert.isNull(t.info())
  })

  it("ls --json is what GET /state says, and explain tells why", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: { directory: "api" }, web: {} } })
    const anna = await t.client("anna", { session: "web" })
    assert.strictEqual((await t.opensessions()).status, 0)
    const claude = await startClaude(t, t.pane("api"), "fixing")
    await claude.prompt("work")
    await claude.asksPermission("Bash", { command: "ls" })
    await anna.sees(/1 api +◉ /)

    const listed = await t.opensessions("ls", "--json")
    const state = (await t.socket("/state")).json()
    assert.deepStrictEqual(JSON.parse(listed.stdout), state)
    const { sessions } = Schema.decodeUnknownSync(State)(state)
    assert.deepStrictEqual(
      sessions.map(({ name, index, attention }) => [name, index, attention]),
      [
        ["api", 1, "waiting"],
        ["web", 2, null]
      ]
    )
    const token = { authorization: `Bearer ${t.info()!.token}` }
    assert.deepStrictEqual((await t.http("/state", { headers: token })).json(), state)

    const list = await t.opensessions("ls")
    assert.match(list.stdout, /^1\t\$0\tapi\twaiting\t.*\n2\t\$1\tweb\t-\t.*\n$/)
    for (const target of [t.pane("api"), "claude-code", "fixing"]) {
      const explained = await t.opensessions("explain", target)
      assert.strictEqual(explained.status, 0, target)
      assert.match(explained.stdout, /waiting[^]*registry/, target)
    }
    for (const words of [["explain", "%99"], ["server"], ["theme", "nope"], ["switch", "nope"], ["new", "/nowhere"]]) {
      const { status, stderr } = await t.opensessions(...words)
      assert.strictEqual(status, 1, words.join(" "))
      assert.match(stderr, oneLine)
    }
    assert.deepStrictEqual(await t.opensessions("theme", "nord"), { status: 0, stdout: "", stderr: "" })
    assert.strictEqual((await t.state()).theme, "nord")
  })

  it("doctor finds nothing wrong in a sound place", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 main/m)
    const { status, stdout } = await t.opensessions("doctor", "--json")
    const report = JSON.parse(stdout) as { problems: number; checks: ReadonlyArray<{ state: string }> }
    assert.deepStrictEqual(
      report.checks.filter(({ state }) => state === "problem"),
      []
    )
    assert.deepStrictEqual([status, report.problems], [0, 0])
  })
})

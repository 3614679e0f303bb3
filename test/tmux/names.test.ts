import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const hostile = [
  "$9 b  c",
  `it's "so"`,
  "p|p;&& x",
  "$HOME `touch PWNED`",
  "#{pid}#(touch PWNED)",
  "-x",
  "=eq*",
  "é日本🚀"
]

/** Sessions with such names, by the name that tmux made of it: it expands formats, and puts `\` before some a `$`. */
const sessionsNamed = async (t: TmuxWorld, names: ReadonlyArray<string>) => {
  const ids = new Map<string, string>()
  for (const name of names) {
    const pane = await t.newSession("unnamed")
    await t.tmux.run("rename-session", "-t", "=unnamed", "--", name.replaceAll("#", "##"))
    ids.set(await t.tmux.format("#{session_name}", pane), await t.tmux.format("#{session_id}", pane))
  }
  return ids
}

describe("S16: names that mean something to a shell or to tmux", () => {
  it("are shown, switched to and written about as they are", async () => {
    await using t = await TmuxWorld.start({ plugin: true, config: { sidebarWidth: 60 } })
    const ids = await sessionsNamed(t, hostile)
    const anna = await t.client("anna", { width: 160, height: 50 })
    await goToSidebar(t, anna)
    const screen = (await anna.sees(/^▌ \d main/m)).join("\n")
    for (const name of ids.keys()) assert.include(screen, ` ${name} `)

    const { sessions } = await t.state()
    const here = () => anna.where("#{session_id}")
    for (const { id, index, name } of sessions.filter(({ name }) => name !== "main")) {
      assert.strictEqual(id, ids.get(name))
      await anna.keys(`prefix o ${index}`)
      await eventually(here, id as string)
    }
    for (const [name, id] of ids) {
      assert.deepStrictEqual(await t.opensessions("switch", "main"), { status: 0, stdout: "", stderr: "" })
      // A name that looks like an option is no name on a command line.
      const { status } = await t.opensessions("switch", ...(name.startsWith("-") ? ["--", name] : [name]))
      assert.strictEqual(status, 0, name)
      await eventually(here, id)
      const answer = await t.http("/set-status", { method: "POST", body: { session: name, text: `of ${id}` } })
      assert.strictEqual(answer.status, 204, name)
    }
    const state = await t.state()
    for (const [name, id] of ids)
      assert.strictEqual(state.sessions.find((one) => one.name === name)?.metadata.status?.text, `of ${id}`)
    assert.notInclude(readdirSync(t.scratch.home), "PWNED")
    assert.notMatch(t.log(), /level=(WARN|ERROR)/)
  })

  it("a session that is renamed stays what it was", async () => {
    await using t = await TmuxWorld.start({ sessions: { old: {}, web: {} }, plugin: true })
    const anna = await t.client("anna", { session: "web" })
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 2 web/m)
    await t.http("/set-status", { method: "POST", body: { session: "old", text: "mine" } })
    await anna.sees("mine")
    await t.tmux.run("rename-session", "-t", "=old", "new")
    await anna.sees(/ 1 new[^]*mine/m)
    assert.strictEqual((await t.http("/clear-log", { method: "POST", body: { session: "old" } })).status, 404)
  })
})

describe("S67: names that tmux would take for the begin of another, or for an index", () => {
  it("are exact on the command line, and an index is what the sidebar shows", async () => {
    await using t = await TmuxWorld.start({ sessions: { "2": {}, "3": {}, api: {}, "api-v2": {} }, plugin: true })
    const anna = await t.client("anna", { session: "api-v2" })
    await anna.keys("prefix o t")
    await anna.sees(/^ {2}1 2[^]* 2 3[^]* 3 api[^]*▌ 4 api-v2/m)
    const here = () => anna.where("#{session_name}")
    for (const name of ["2", "3", "api", "api-v2"]) {
      assert.strictEqual((await t.opensessions("switch", name)).status, 0)
      await eventually(here, name)
    }
    await anna.keys("prefix o 2")
    await eventually(here, "3")
    await t.tmux.run("kill-session", "-t", "=api")
    await anna.lacks(/ 3 api\s/)
    const refused = await t.opensessions("switch", "api")
    assert.deepStrictEqual([refused.status, refused.stdout], [1, ""])
    assert.match(refused.stderr, /^opensessions: there is no session 'api'.*\n$/)
    assert.strictEqual(await here(), "3")
  })
})

import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { globSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { goToSidebar } from "../support/sidebarListens.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

/** What runs something, or steers a terminal, where it is not taken as text. `canary` is a file that must never be. */
const hostile = (canary: string) =>
  `#(touch ${canary})#{pane_pid}$(touch ${canary})\`touch ${canary}\`';touch ${canary};'\u001b]2;HIJACKED\u0007\u001b[8m\u009b2J\u202eabc\u2066`

/** Names of directories and branches: no control characters, and no blanks in a branch. */
const hostileName = "#(touch${IFS}PWNED)$(touch${IFS}PWNED)`touch${IFS}PWNED`"

const start = async () => {
  const t = await TmuxWorld.start({ plugin: true, config: { sidebarWidth: 50, detailPanelHeight: 20 } })
  const canary = join(t.scratch.home, "PWNED")
  const directory = join(t.scratch.home, hostileName)
  mkdirSync(directory)
  const git = (...words: ReadonlyArray<string>) =>
    execFileSync("git", ["-C", directory, ...words], { env: t.scratch.env, stdio: "pipe" })
  git("init", "-q")
  git("checkout", "-q", "-b", hostileName)
  // tmux itself expands what it is given here; what it has afterwards is the name as it stands.
  const literal = (text: string) => text.replaceAll("#", "##")
  const words = ["-d", "-P", "-F", "#{pane_id}", "-x", "120", "-y", "40", "-c", literal(directory)]
  const [pane = ""] = await t.tmux.run("new-session", ...words)
  const own = await t.tmux.format("#{session_id}", pane)
  await t.tmux.run("rename-session", "-t", own, "--", literal(hostileName))
  await t.tmux.run("rename-window", "-t", pane, "--", literal(hostileName))
  return { t, canary, pane }
}

const canaries = (t: TmuxWorld) => globSync("**/PWNED", { cwd: t.scratch.directory })

describe("texts of others", () => {
  it("run nothing and steer nothing, whatever field they come in", async () => {
    const { canary, pane, t } = await start()
    await using _ = t
    const anna = await t.client("anna", { width: 160, height: 60 })
    await goToSidebar(t, anna)
    const text = hostile(canary)
    const post = async (path: string, body: unknown) => (await t.http(path, { method: "POST", body })).status
    const { id } = (await t.state()).sessions.find((session) => session.name !== "main")!
    assert.deepStrictEqual(
      [
        await post("/set-status", { session: id, text, tone: "warn" }),
        await post("/set-progress", { session: id, percent: 0.5, label: text }),
        await post("/log", { session: id, message: text, source: text }),
        await post("/notify", { session: id, message: text, source: text }),
        await post("/api/agent-event", {
          agent: text,
          status: "waiting",
          paneId: pane,
          threadId: text,
          threadName: text,
          lastUserPrompt: text,
          statusReason: text
        })
      ],
      [204, 204, 204, 204, 204]
    )
    // Titles come through the pane's own terminal.
    await t.tmux.run("send-keys", "-t", pane, "-l", "--", `printf '\\033]2;%s\\007' '#(touch ${canary})#{pane_pid}'`)
    await t.tmux.run("send-keys", "-t", pane, "Enter")
    await t.stateWhere(({ sessions }) => sessions.some(({ git }) => git?.branch.includes("#(touch") === true))
    await anna.sees("◉")
    assert.strictEqual((await t.opensessions("switch", id)).status, 0)
    const here = async () => ((await anna.where("#{session_id}")) === id ? true : null)
    await waitFor(here, () => "anna does not get there")
    await anna.sees("#(touch")
    const drawn = (await anna.colours()).join("\n")
    assert.notMatch(drawn, /[\u009b\u202a-\u202e\u2066-\u2069]|\u001b\[8m/u)
    assert.notInclude(await anna.where("#{client_termname} #{pane_title}"), "HIJACKED")
    for (const words of [["ls"], ["ls", "--json"], ["explain", pane], ["status"], ["doctor"]]) {
      const { stdout } = await t.opensessions(...words)
      // eslint-disable-next-line no-control-regex
      assert.notMatch(stdout, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u, words.join(" "))
    }
    const options = (await t.tmux.run("show-options", "-g")).filter((line) => line.startsWith("@opensessions"))
    assert.deepStrictEqual(
      options.filter((line) => line.includes("touch")),
      []
    )
    assert.deepStrictEqual(canaries(t), [])
    assert.notMatch(t.log(), /level=(ERROR|FATAL)/i)
    assert.notInclude(t.log(), "HIJACKED")
  })
})

describe("the token", () => {
  it("is in daemon.json alone: in no argument, environment, log, option or answer, and another one after a restart", async () => {
    await using t = await TmuxWorld.start({ env: { OPENSESSIONS_LOG_LEVEL: "trace" } })
    await t.client("anna")
    assert.strictEqual((await t.opensessions()).status, 0)
    const { pid, token } = t.info()!
    const bearer = { authorization: `Bearer ${token}` }
    assert.strictEqual((await t.http("/commands/refresh", { method: "POST", headers: bearer })).status, 204)
    const answers = await Promise.all(
      ["/health", "/state", "/diagnosis", "/openapi.json", "/docs"].map((path) => t.socket(path))
    )
    const processes = process.platform === "linux" ? [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`] : []
    const places = [
      t.log(),
      ...processes.map((file) => readFileSync(file, "latin1")),
      ...(await t.tmux.run("show-options", "-g")),
      ...(await t.tmux.run("show-environment", "-g")),
      ...answers.map((answer) => JSON.stringify(answer.headers) + answer.text)
    ]
    assert.isTrue(places.every((text) => !text.includes(token)))

    assert.strictEqual((await t.opensessions("restart")).status, 0)
    assert.notStrictEqual(t.info()!.token, token)
    const stale = await t.http("/commands/refresh", { method: "POST", headers: bearer })
    assert.strictEqual(stale.status, 403)
    const fresh = { authorization: `Bearer ${t.info()!.token}` }
    assert.strictEqual((await t.http("/commands/refresh", { method: "POST", headers: fresh })).status, 204)
  })
})

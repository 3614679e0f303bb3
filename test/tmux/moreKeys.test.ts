import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { startClaude } from "../support/startAgent.ts"
import { inSidebar } from "../support/inSidebar.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

describe("agents by key", () => {
  it("l goes to the agents, j to the next, Enter to its pane; m marks it seen", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    const second = (await t.tmux.run("split-window", "-d", "-t", t.pane("web"), "-P", "-F", "#{pane_id}"))[0]!
    const one = await startClaude(t, t.pane("web"), "first thread")
    const two = await startClaude(t, second, "second thread")
    await one.prompt("go")
    await two.prompt("go")
    await one.finishes("done")
    await t.stateWhere(({ sessions }) => sessions.some(({ agents, unseen }) => agents.length === 2 && unseen))
    await anna.keys("G")
    await anna.sees("second thread")
    await anna.keys("m")
    await t.stateWhere(({ sessions }) => sessions.every(({ unseen }) => !unseen))
    await anna.keys("l")
    await anna.keys("j")
    await anna.keys("j")
    const last = (await t.state()).sessions.at(-1)!.agents.at(-1)!
    await anna.keys("Enter")
    await eventually(() => anna.where("#{pane_id}"), last.paneId as string)
  })

  it("a shows the agents of all sessions, in every sidebar", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await startClaude(t, t.pane("web"), "far away")
    await t.stateWhere(({ sessions }) => sessions.some(({ agents }) => agents.length === 1))
    await anna.keys("g")
    await anna.lacks("far away")
    await anna.keys("a")
    await anna.sees("all agents")
    await anna.keys("a")
    await anna.lacks("all agents")
  })
})

describe("lists by key", () => {
  it("s sorts by what waits, where an order of one's own can't be changed", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    const claude = await startClaude(t, t.pane("web"), "deploying")
    await claude.prompt("go")
    await claude.asksPermission("Bash", { command: "make" })
    await t.stateWhere(({ sessions }) => sessions.some(({ attention }) => attention === "waiting"))
    await anna.keys("s")
    await anna.sees(/^. 1 web/m)
    await anna.keys("M-Down")
    await anna.sees("sorted by")
    assert.strictEqual((await t.state()).sort, "attention")
  })

  it("Space and Enter fold the sessions of one repository", async () => {
    const t = await TmuxWorld.start({ sessions: { alone: {} }, plugin: true })
    await using _ = t
    const git = (...words: ReadonlyArray<string>) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], {
        cwd: join(t.scratch.home, "plane"),
        env: { ...process.env, ...t.scratch.env }
      })
    mkdirSync(join(t.scratch.home, "plane"))
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "x")
    git("worktree", "add", "-q", join(t.scratch.home, "plane-two"))
    await t.newSession("one", { directory: "plane" })
    await t.newSession("two", { directory: "plane-two" })
    const anna = await t.client("anna", { session: "alone" })
    await t.opensessions("_ensure")
    await goToSidebar(t, anna)
    await anna.sees(/▌ +1 alone[^]*▾ plane/)
    await anna.keys("g j")
    await anna.keys("Space")
    await anna.sees(/▸ plane/)
    await anna.lacks(/^. ?\d one/m)
    await anna.keys("Enter")
    await anna.sees(/▾ plane/)
  })
})

describe("ports by key", () => {
  it("o opens the session's port with the system's opener", async () => {
    const t = await TmuxWorld.start({
      sessions: { api: {} },
      plugin: true,
      env: { OPENSESSIONS_OPENER: "note-url" }
    })
    await using _ = t
    const noted = join(t.scratch.home, "url")
    writeFileSync(join(t.scratch.bin, "note-url"), `#!/bin/sh\necho "$1" > '${noted}'\n`, { mode: 0o755 })
    const anna = await t.client("anna")
    const server = "require('net').createServer().listen(0, () => {})"
    await t.tmux.run("respawn-pane", "-k", "-t", t.pane(), process.execPath, "-e", server)
    await t.opensessions("_ensure")
    await goToSidebar(t, anna)
    const state = await t.stateWhere(({ sessions }) => sessions[0]!.ports.length === 1, { timeoutMillis: 15_000 })
    await anna.keys("o")
    await eventually(
      () => existsSync(noted) && readFileSync(noted, "utf8"),
      `http://localhost:${state.sessions[0]!.ports[0]!.port}\n`
    )
    await anna.sees("opened localhost")
  })
})

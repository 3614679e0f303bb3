import type { State } from "@opensessions/protocol/State"
import { execFileSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { assert, describe, it } from "vitest"
import type { Client } from "../support/Client.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

const git = (t: TmuxWorld, directory: string, ...words: ReadonlyArray<string>) =>
  execFileSync("git", ["-c", "user.name=me", "-c", "user.email=me@example.org", ...words], {
    cwd: directory,
    env: { ...process.env, HOME: t.scratch.home, GIT_CONFIG_NOSYSTEM: "1" },
    stdio: "ignore"
  })

/** `notes` alone, and three sessions in work trees of one repository. */
const plane = async (): Promise<TmuxWorld> => {
  const names = ["main", "search", "export"]
  const inTree = names.map((name) => [`plane-${name}`, { directory: `code/plane/${name}` }] as const)
  const t = await TmuxWorld.start({ sessions: { notes: {}, ...Object.fromEntries(inTree) } })
  const bare = join(t.scratch.home, "code/plane/.bare")
  mkdirSync(bare, { recursive: true })
  const first = join(t.scratch.home, "code/plane/main")
  git(t, first, "init", "-q", "-b", "main", `--separate-git-dir=${bare}`)
  git(t, first, "commit", "-q", "--allow-empty", "-m", "first")
  for (const name of names.slice(1)) {
    git(t, first, "worktree", "add", "-q", "-f", "-b", name, join(t.scratch.home, "code/plane", name))
  }
  return t
}

/** git is asked three times first, and each answer may move the rows. */
const seesAll = (client: Client) => client.sees(/▾ plane[^]*╰ 4 plane-/, { timeoutMillis: 20_000 })

const named = (screen: ReadonlyArray<string>) => screen.filter((line) => line.includes("plane-")).length

describe("sessions of one repository", () => {
  it("are a group that folds by key and by mouse, for switching too, and stays folded after a crash (S70)", async () => {
    await using t = await plane()
    const anna = await t.client("anna", { width: 100, height: 40 })
    await t.opensessions("focus")
    assert.strictEqual(named(await seesAll(anna)), 3)

    await anna.clickOn("▾ plane")
    assert.strictEqual(named(await anna.sees("▸ plane")), 0)
    await t.stateWhere((state) => state.sessions.filter(({ index }) => index !== null).length === 1)
    await anna.keys("Space")
    assert.strictEqual(named(await anna.sees("▾ plane")), 3)
    await anna.keys("Enter")
    await anna.sees("▸ plane")

    await t.stateWhere((state) => state.collapsed.length === 1)
    // A crash loses what was changed in the last quarter of a second.
    await sleep(500)
    const { pid } = t.info()!
    process.kill(pid, "SIGKILL")
    const next = () => ([pid, undefined].includes(t.info()?.pid) ? null : true)
    await waitFor(next, () => "no other daemon runs", { timeoutMillis: 10_000 })
    const shown = (state: State) => state.sessions.flatMap(({ index, name }) => (index === null ? [] : [name]))
    const again = await t.stateWhere((state) => shown(state).length === 1)
    assert.deepStrictEqual(shown(again), ["notes"])
    await anna.sees("▸ plane")
  })

  it("are found by a search though they are folded away", async () => {
    await using t = await plane()
    const anna = await t.client("anna", { width: 100, height: 40 })
    await t.opensessions("focus")
    await seesAll(anna)
    await anna.clickOn("▾ plane")
    await anna.sees("▸ plane")
    await anna.keys("/")
    await anna.sees("/▏")
    await anna.keys("e x p")
    const found = await anna.sees("/exp▏")
    assert.deepStrictEqual([named(found), found.some((line) => line.includes("plane-export"))], [1, true])
  })
})

describe("a port", () => {
  it("is shown from when a pane's program listens until it ends", async () => {
    await using t = await TmuxWorld.start({ sessions: { web: {} } })
    const anna = await t.client("anna", { width: 100, height: 30 })
    await t.opensessions()
    const listening = "const s = require('net').createServer().listen(0, '127.0.0.1', () => {}); s"
    await t.tmux.run("new-window", "-d", "-t", "=web:", process.execPath, "-e", listening)
    const state = await t.stateWhere(({ sessions }) => sessions[0]!.ports.length === 1, { timeoutMillis: 20_000 })
    const { port } = state.sessions[0]!.ports[0]!
    await anna.sees(`⌁${port}`)
    await t.tmux.run("kill-window", "-t", "=web:1")
    await anna.lacks(`⌁${port}`, { timeoutMillis: 20_000 })
  })
})

/** How the launcher starts the daemon, keeps it running, and reaches it. */
import { assert, describe, it } from "@effect/vitest"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { TmuxServer } from "../support/TmuxServer.ts"
import { runProgram } from "../support/runProgram.ts"
import { StubWorld } from "./support/stubWorld.ts"
import { noSupervisor, supervisors } from "./support/supervisors.ts"

describe("a command in a pane", () => {
  it("starts the daemon with its request, and rings the next one, from the pane where it is typed (S59)", async () => {
    await using t = await StubWorld.start({ sessions: { api: {}, web: {} } })
    const anna = await t.world.client("anna", { session: "web" })
    const pane = (await t.world.tmux.run("list-panes", "-t", "=api:", "-F", "#{pane_id}"))[0]!
    const window = await t.world.tmux.format("#{window_id}", pane)
    const started = await t.opensessions(pane, "toggle")
    assert.deepStrictEqual(started, { status: 0, stdout: "", stderr: "" })
    // Nobody is attached to api: tmux names the client that was active last.
    await t.hears(`started toggle ${await anna.where("#{client_name}")} ${window} ${pane}`)

    const own = await anna.where("#{client_name} #{window_id} #{pane_id}")
    for (const word of ["focus", "next", "previous", "jump", "hide"]) {
      assert.strictEqual((await t.opensessions(own.split(" ")[2]!, word)).status, 0)
      await t.hears(`rung ${word} ${own}`)
    }
    assert.lengthOf(await supervisors(t), 1)
  })

  it("switches by name before id before index, and says what there is not (S16)", async () => {
    const hostile = "a b;'\"#(touch /tmp/os-pwned)#{pid}$HOME`id`|é"
    await using t = await StubWorld.start({ sessions: { main: {}, "3": {}, "-x": {} } })
    await t.world.tmux.run("new-session", "-d", "-s", "plain")
    await t.world.tmux.run("rename-session", "-t", "=plain", hostile.replaceAll("#", "##"))
    const ids = new Map(
      (await t.world.tmux.run("list-sessions", "-F", "#{session_name}\t#{session_id}")).map((line) => {
        const [name = "", id = ""] = line.split("\t")
        return [name, id]
      })
    )
    const pane = await t.firstPane()
    const cases = [
      ["main", ids.get("main")],
      ["3", ids.get("3")],
      ["$0", "$0"],
      ["2", "2"],
      [[...ids.keys()].find((name) => name.startsWith("a b"))!, [...ids].find(([name]) => name.startsWith("a b"))![1]]
    ] as const
    assert.strictEqual((await t.opensessions(pane, "_ensure")).status, 0)
    for (const [typed, target] of cases) {
      const ended = await t.opensessions(pane, "switch", typed)
      assert.deepStrictEqual([ended.status, ended.stderr], [0, ""], typed)
      await t.hears(new RegExp(`^rung switch ${target!.replace("$", "\\$")} `))
    }
    for (const typed of ["nope", "$99", "99", "5", "0", "9".repeat(20), "main:", "_os_stash", ""]) {
      const ended = await t.opensessions(pane, "switch", typed)
      assert.strictEqual(ended.status, 1, typed)
      assert.match(ended.stderr, /^opensessions: there is no session '.*'.*\n$/)
    }
  })

  it("tells why the daemon does not start", async () => {
    await using t = await StubWorld.start()
    t.order("refuse", "/run/x belongs to another user")
    const ended = await t.opensessions(await t.firstPane(), "toggle")
    assert.deepStrictEqual(ended, { status: 1, stdout: "", stderr: "opensessions: /run/x belongs to another user\n" })
    await noSupervisor(t)
    assert.notInclude((await t.world.tmux.run("show-options", "-g")).join("\n"), "@opensessions-build")
  })

  it("without a tmux server it is status 3, without a terminal there is no session to attach to", async () => {
    await using t = await StubWorld.start()
    const nowhere = mkdtempSync("/tmp/os-nowhere-")
    const env = { ...t.world.scratch.env, TMUX_TMPDIR: nowhere }
    const run = (...words: ReadonlyArray<string>) => runProgram(t.installation.launcher, words, { cwd: "/", env })
    assert.strictEqual((await run("toggle")).status, 3)
    assert.strictEqual((await run("switch", "api")).status, 3)
    const alone = await run()
    assert.strictEqual(alone.status, 1)
    assert.match(alone.stderr, /no tmux and no terminal here/)
    rmSync(nowhere, { recursive: true })
  })
})

describe("the tmux server", () => {
  it("S18: may have spaces, commas and other letters in the path of its socket, and the installation too", async () => {
    const base = mkdtempSync("/tmp/os-")
    const directory = join(base, "a b,c é")
    mkdirSync(directory)
    try {
      await using t = await StubWorld.start({ env: { TMUX_TMPDIR: directory }, name: "our 'clone', é" })
      const pane = await t.firstPane()
      assert.deepStrictEqual(await t.opensessions(pane, "toggle"), { status: 0, stdout: "", stderr: "" })
      await t.opensessions(pane, "focus")
      await t.hears(/^rung focus /)
    } finally {
      rmSync(base, { recursive: true })
    }
  })

  it("S46: two of them have a daemon each", async () => {
    await using one = await StubWorld.start()
    await using two = await StubWorld.start()
    await Promise.all([one, two].map(async (t) => t.opensessions(await t.firstPane(), "toggle")))
    assert.notStrictEqual(one.pid(), two.pid())
    process.kill(one.pid(), "SIGTERM")
    await noSupervisor(one)
    await two.opensessions(await two.firstPane(), "focus")
    await two.hears(/^rung focus /)
  })
})

describe("opensessions alone", () => {
  it("inside tmux reveals the sidebar in the current window", async () => {
    await using t = await StubWorld.start()
    const anna = await t.world.client("anna")
    const place = await anna.where("#{client_name} #{window_id} #{pane_id}")
    await t.opensessions(place.split(" ")[2]!)
    await t.hears(`started reveal ${place}`)
    await t.opensessions(place.split(" ")[2]!)
    await t.hears(`rung reveal ${place}`)
  })

  it("outside tmux makes a session of this directory and attaches to it, and finds it again", async () => {
    await using t = await StubWorld.start({ name: "clone" })
    const directory = join(t.world.scratch.home, "my.app #(id)")
    mkdirSync(directory)
    const typed = ["env", "-C", directory, t.installation.launcher]
    const anna = await t.world.terminal("anna", typed)
    const { env, home } = t.world.scratch
    const socket = join(env["TMUX_TMPDIR"]!, `tmux-${process.getuid?.() ?? 0}`, "default")
    const server = new TmuxServer({ name: "default", socket, env, cwd: home })
    const sessions = () => server.run("list-sessions", "-F", "#{session_name} #{session_path}")
    await t.hears(/^started reveal {2}@\d+ %\d+$/)
    await anna.sees("my_app")
    assert.deepStrictEqual(
      (await sessions()).filter((line) => !line.startsWith("_os_stash")),
      [`my_app _(id) ${directory}`]
    )
    const bert = await t.world.terminal("bert", typed)
    await bert.sees("my_app")
    assert.lengthOf(
      (await sessions()).filter((line) => !line.startsWith("_os_stash")),
      1
    )
    await server.run("kill-server")
  })
})

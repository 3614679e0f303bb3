/** The shell that keeps the daemon running, and ends with it. */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { waitFor } from "../support/waiting.ts"
import { StubWorld } from "./support/stubWorld.ts"
import { noSupervisor, supervisors } from "./support/supervisors.ts"

describe("the supervisor", () => {
  it("S44: ten starters at once end as one daemon that hears every request", async () => {
    await using t = await StubWorld.start()
    const pane = await t.firstPane()
    const words = ["toggle", "focus", "next", "previous", "jump", "toggle", "focus", "next", "previous", "jump"]
    const ended = await Promise.all(words.map((word) => t.opensessions(pane, word)))
    assert.deepStrictEqual(
      ended.map(({ status }) => status),
      words.map(() => 0)
    )
    const heard = () => t.heard().flatMap((line) => /^(?:started|rung) (\w+)/.exec(line)?.[1] ?? [])
    await waitFor(
      () => (heard().length === words.length ? true : null),
      () => `heard ${t.heard().join("\n")}`
    )
    assert.sameMembers([...heard()], words)
    assert.lengthOf(
      t.heard().filter((line) => line.startsWith("started")),
      1
    )
    await waitFor(
      async () => ((await supervisors(t)).length === 1 ? true : null),
      async () => JSON.stringify(await supervisors(t))
    )
  })

  it("S44: one that is about to end is waited for, and then another one starts", async () => {
    await using t = await StubWorld.start()
    const pane = await t.firstPane()
    const leaving = t.takesThePlace()
    const started = t.opensessions(pane, "toggle")
    await t.hears("found another daemon")
    leaving.kill()
    assert.strictEqual((await started).status, 0)
    await t.hears(/^started toggle /)
    await t.loadPlugin()
    const [build] = await t.world.tmux.run("show-options", "-gv", "@opensessions-build")
    assert.strictEqual(build, '"first"')
  })

  it("S41: starts the daemon again at once after kill -9, without its first request", async () => {
    await using t = await StubWorld.start()
    const pane = await t.firstPane()
    await t.opensessions(pane, "toggle")
    const first = t.pid()
    process.kill(first, "SIGKILL")
    await t.hears(/^crashed status 137/)
    await t.hears(/^started ?$/)
    assert.notStrictEqual(t.pid(), first)
    assert.strictEqual((await t.opensessions(pane, "_ensure")).status, 0)
    assert.strictEqual((await t.opensessions(pane, "focus")).status, 0)
    await t.hears(/^rung focus /)
  })

  it("is started again by the next command when it was killed too", async () => {
    await using t = await StubWorld.start()
    const pane = await t.firstPane()
    await t.opensessions(pane, "toggle")
    for (const { pid } of await supervisors(t)) process.kill(pid, "SIGKILL")
    process.kill(t.pid(), "SIGKILL")
    await waitFor(
      async () => ((await t.world.tmux.run("list-clients")).length === 0 ? true : null),
      () => "its control client is still there"
    )
    assert.strictEqual((await t.opensessions(pane, "jump")).status, 0)
    await t.hears(/^started jump /)
  })

  it("ends with a daemon that quits, and leaves no option behind", async () => {
    await using t = await StubWorld.start()
    const before = await t.world.tmux.run("show-options", "-g")
    await t.opensessions(await t.firstPane(), "toggle")
    process.kill(t.pid(), "SIGTERM")
    await t.hears("ended")
    await noSupervisor(t)
    const after = await t.world.tmux.run("show-options", "-g")
    assert.deepStrictEqual(
      after.filter((line) => !line.startsWith("@opensessions-rung")),
      before
    )
  })

  it("ends when it is told to, and takes the daemon with it", async () => {
    await using t = await StubWorld.start()
    await t.opensessions(await t.firstPane(), "toggle")
    for (const { pid } of await supervisors(t)) process.kill(pid, "SIGTERM")
    await t.hears("ended")
    await noSupervisor(t)
  })

  it("S38: never outlives the tmux server, not even when the daemon crashes at its end", async () => {
    await using t = await StubWorld.start()
    await t.opensessions(await t.firstPane(), "toggle")
    t.order("end", "139")
    await t.world.tmux.run("kill-server")
    await noSupervisor(t)
  })

  it("is small", async () => {
    await using t = await StubWorld.start()
    await t.opensessions(await t.firstPane(), "toggle")
    const [supervisor] = await supervisors(t)
    const pss = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${supervisor!.pid}/smaps_rollup`, "utf8"))![1])
    assert.isBelow(pss, 1000)
  })

  it("S50: hands over to another build when the plugin is read again, and not to the same", async () => {
    await using t = await StubWorld.start()
    await t.loadPlugin()
    await t.opensessions(await t.firstPane(), "toggle")
    const first = t.pid()
    const build = join(t.installation.root, "dist", "build.json")
    writeFileSync(build, readFileSync(build, "utf8").replace("first", "second"))
    await t.loadPlugin()
    await t.hears(/^started ?$/)
    assert.notStrictEqual(t.pid(), first)
    await waitFor(
      async () =>
        (await t.world.tmux.run("show-options", "-gv", "@opensessions-build"))[0] === '"second"' ? true : null,
      () => "the new build is not published"
    )
    await t.loadPlugin()
    assert.strictEqual((await t.opensessions(await t.firstPane(), "_update")).status, 0)
    assert.lengthOf(
      t.heard().filter((line) => line.startsWith("started")),
      2
    )
  })
})

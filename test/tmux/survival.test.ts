import { assert, describe, it } from "@effect/vitest"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { eventually } from "../support/eventually.ts"
import { leftovers } from "../support/leftovers.ts"
import { savedText } from "../support/savedText.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { startShown } from "../support/startShown.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

/** Kills the daemon and waits for the next one. */
const killDaemon = async (t: TmuxWorld) => {
  const { pid } = t.info()!
  process.kill(pid, "SIGKILL")
  await anotherThan(t, pid)
}

const anotherThan = (t: TmuxWorld, pid: number) =>
  waitFor(
    async () => {
      const now = t.info()?.pid ?? pid
      const state = now === pid ? null : await t.state().catch(() => null)
      return state?.server.pid === now ? true : null
    },
    () => `no other daemon:\n${t.log()}`
  )

const panesOf = async (t: TmuxWorld) =>
  (await sidebarPanes(t)).map(({ pane, session, width }) => `${pane} ${session} ${width}`)

describe("S41: a daemon that is killed", () => {
  it("is there again, with its panes where they were and all that nobody else knows", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {}, work: {} }, plugin: true })
    const anna = await t.client("anna")
    const bert = await t.client("bert", { session: "web" })
    await anna.keys("prefix o t")
    await bert.sees(/^▌ 2 web/m)
    const claude = await startClaude(t, t.pane("work"), "fixing")
    await claude.prompt("work")
    await claude.finishes("done")
    await t.stateWhere(({ sessions }) => sessions.some(({ unseen }) => unseen))
    for (const [path, body] of [
      ["/set-status", { session: "web", text: "Deploying", tone: "warn" }],
      ["/set-progress", { session: "web", current: 3, total: 10 }],
      ["/notify", { session: "api", message: "Look" }]
    ] as const)
      await t.http(path, { method: "POST", body })
    mkdirSync(t.scratch.configDirectory, { recursive: true })
    writeFileSync(`${t.scratch.configDirectory}/config.json`, '{ "sidebarWidth": 34 }')
    await eventually(async () => (await sidebarPanes(t)).map(({ width }) => width), [34, 34])
    await t.stateWhere(({ sidebarWidth }) => sidebarWidth === 34)
    const panes = await panesOf(t)
    const remembered = async () => {
      const { sessions, sidebarVisible, sidebarWidth } = await t.state()
      const told = sessions.map(({ id, name, index, unseen, metadata }) => ({ id, name, index, unseen, metadata }))
      return { told, sidebarVisible, sidebarWidth }
    }
    const before = await remembered()
    // What it writes down is up to a quarter of a second behind.
    await waitFor(
      () => (["Deploying", "Look", claude.sessionId].every((word) => savedText(t).includes(word)) ? true : null),
      () => savedText(t)
    )

    await killDaemon(t)
    await eventually(remembered, before)
    assert.deepStrictEqual(
      before.told.map(({ unseen }) => unseen),
      [true, false, true]
    )
    assert.deepStrictEqual(await panesOf(t), panes)
    await t.http("/set-status", { method: "POST", body: { session: "web", text: "Again" } })
    await anna.sees("Again")
    await bert.sees("Again")
    await goToSidebar(t, anna)
    await anna.keys("3")
    await eventually(() => anna.where("#{session_name}"), "work")
  })

  it("leaves a frame meanwhile; what is typed into it then is not for the next one", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
    const anna = await t.client("anna")
    await goToSidebar(t, anna)
    await anna.sees(/^▌ 1 api/m)
    const { pid } = t.info()!
    // Neither is there to start another. tmux may keep the dead one's client; the next daemon would end it.
    const parts = (await leftovers(t.scratch.id)).filter(({ command }) => /supervise\.sh| -s _os_stash /.test(command))
    for (const one of [pid, ...parts.map((part) => part.pid)]) process.kill(one, "SIGKILL")
    await waitFor(
      () => (existsSync(`/proc/${pid}`) ? null : true),
      () => "it lives"
    )
    await anna.sees(/^▌ 1 api/m)
    await anna.keys("2 q Q y")
    // Hooks of the dead one hold nothing up.
    await t.tmux.run("new-window", "-d", "-t", "=api:")
    await t.tmux.run("split-window", "-d", "-t", "=web:")

    // The next key starts another one, which finds the sidebars.
    await goToSidebar(t, anna)
    await anotherThan(t, pid)
    await eventually(() => sidebarsByWindow(t), { "api:0": 1, "api:1": 1, "web:0": 0 })
    assert.strictEqual(await anna.where("#{session_name} #{?@opensessions-sidebar,sidebar,content}"), "api sidebar")
    await anna.keys("j")
    await anna.sees(/^› 2 web/m)
  })

  it("S52: holds up no tmux server that is told to end", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 main/m)
    const { pid } = t.info()!
    process.kill(pid, "SIGKILL")
    // tmux has something to say to the dead one.
    for (const name of "abcdef") await t.tmux.run("rename-window", "-t", "=main:", name)
    await anotherThan(t, pid)
    await t.tmux.run("kill-server")
    await waitFor(
      async () => ((await leftovers(t.scratch.id)).some(({ command }) => !command.includes("terminals")) ? null : true),
      async () => JSON.stringify(await leftovers(t.scratch.id), null, 2)
    )
  })

  it("S10: stays hidden, and S11: stays shown", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 api/m)
    await anna.keys("prefix o t")
    await anna.lacks(/^ sessions/m)
    await eventually(() => t.tmux.format("#{@opensessions-visible}"), "0")
    await killDaemon(t)
    await t.stateWhere(({ sidebarVisible }) => !sidebarVisible)
    await t.tmux.run("new-window", "-d", "-t", "=api:")
    await anna.keys("prefix )")
    await eventually(() => anna.where("#{session_name}"), "web")
    assert.deepStrictEqual(await sidebarsByWindow(t), { "api:0": 0, "api:1": 0, "web:0": 0 })

    await anna.keys("prefix o t")
    await anna.sees(/^▌ 2 web/m)
    await eventually(() => t.tmux.format("#{@opensessions-visible}"), "1")
    await killDaemon(t)
    await eventually(() => sidebarsByWindow(t), { "api:0": 1, "api:1": 1, "web:0": 1 })
    await anna.sees(/^▌ 2 web/m)
  })

  it("says in the sidebar that it was restarted, and why in its log", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 main/m)
    await killDaemon(t)
    assert.isNotEmpty((await t.state()).notices)
    assert.match(readFileSync(`${t.runtimeDirectory}/daemon.log`, "utf8"), /restarted|again after a crash/)
  })

  it("S50: `restart` keeps the panes too", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 main/m)
    const panes = await panesOf(t)
    const { pid } = t.info()!
    assert.deepStrictEqual(await t.opensessions("restart"), { status: 0, stdout: "", stderr: "" })
    await anotherThan(t, pid)
    assert.deepStrictEqual(await panesOf(t), panes)
    await t.http("/set-status", { method: "POST", body: { session: "main", text: "Again" } })
    await anna.sees("Again")
    assert.deepStrictEqual((await t.state()).notices, [])
  })
})

describe("our session is ended while our client can't answer", () => {
  it("and tmux lives on", async () => {
    await using t = (await startShown()).t
    const clients = await t.tmux.run("list-clients", "-t", "=_os_stash", "-F", "#{client_pid}")
    const own = Number(clients[0])
    process.kill(own, "SIGSTOP")
    try {
      await t.tmux.run("kill-session", "-t", "=_os_stash")
      // tmux looks at subscriptions once a second, also at those of a client without a session.
      await sleep(1500)
      assert.strictEqual(await t.tmux.format("#{session_name}", "=main:"), "main")
    } finally {
      process.kill(own, "SIGCONT")
    }
    const inStash = async () => (await t.tmux.attempt("list-clients", "-t", "=_os_stash", "-F", "ours")).stdout
    await eventually(inStash, "ours\n")
  })
})

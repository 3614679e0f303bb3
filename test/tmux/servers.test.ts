import { assert, describe, it } from "@effect/vitest"
import { createServer, type Server } from "node:http"
import { daemonEnds } from "../support/daemonEnds.ts"
import { eventually } from "../support/eventually.ts"
import { httpRequest } from "../support/httpRequest.ts"
import { serverKey } from "../support/serverKey.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** Another program that holds a port, answers 200 to everything and remembers what it was asked. */
const stranger = (port: number) =>
  new Promise<{ readonly server: Server; readonly asked: Array<string> }>((resolve, reject) => {
    const asked: Array<string> = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.end("opensessions server")
    })
    server.on("error", reject)
    server.listen(port, "127.0.0.1", () => resolve({ server, asked }))
  })

describe("S46: two tmux servers of one person", () => {
  it("have a daemon each, and know nothing of each other", async () => {
    await using one = await TmuxWorld.start({ plugin: true, sessions: { api: {} } })
    await using two = await TmuxWorld.start({ plugin: true, sessions: { web: {} }, beside: one, socket: "-two" })
    const anna = await one.client("anna")
    const bert = await two.client("bert")
    await anna.keys("prefix o t")
    await bert.keys("prefix o t")
    await anna.sees(/^▌ 1 api/m)
    await bert.sees(/^▌ 1 web/m)
    assert.notStrictEqual(one.info()!.pid, two.info()!.pid)
    for (const t of [one, two]) {
      const key = serverKey(t.tmux.socket)
      assert.strictEqual(t.info()!.port, 22_000 + key)
      assert.deepInclude((await t.http("/health")).json() as object, { product: "opensessions", key })
      assert.lengthOf((await t.state()).sessions, 1)
    }
    assert.strictEqual(
      (await one.http("/set-status", { method: "POST", body: { session: "web", text: "x" } })).status,
      404
    )
    const elsewhere = { authorization: `Bearer ${two.info()!.token}` }
    assert.strictEqual((await one.http("/commands/quit", { method: "POST", body: {}, headers: elsewhere })).status, 403)

    await anna.keys("prefix o t")
    await anna.lacks(/^ sessions/m)
    assert.lengthOf(
      (await sidebarPanes(two)).filter(({ session }) => session === "web"),
      1
    )
    await one.opensessions("quit")
    assert.isNull(one.info())
    await two.http("/set-status", { method: "POST", body: { session: "web", text: "Alive" } })
    await bert.sees("Alive")
    assert.deepStrictEqual(await sidebarPanes(one), [])
    await daemonEnds(two, () => two.opensessions("quit"))
  })
})

describe("S45: a port that another program holds", () => {
  it("keeps no daemon from running, is told where a person looks, and the stranger is not talked to", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const wanted = 22_000 + serverKey(t.tmux.socket)
    const { server, asked } = await stranger(wanted)
    try {
      const anna = await t.client("anna")
      await anna.keys("prefix o t")
      await anna.sees(/^▌ 1 main/m)
      const state = await t.stateWhere(({ server }) => server.port !== null)
      assert.isAbove(state.server.port!, wanted)
      assert.strictEqual(t.info()?.port, state.server.port)
      assert.include(state.notices.join("\n"), String(wanted))
      assert.include(t.log(), String(wanted))
      assert.include((await t.opensessions("doctor")).stdout, String(wanted))
      const body = { session: "main", text: "Here" }
      assert.strictEqual((await t.http("/set-status", { method: "POST", body })).status, 204)
      await anna.sees("Here")
      assert.strictEqual((await t.opensessions("ls")).status, 0)
      assert.deepStrictEqual(await t.opensessions("quit"), { status: 0, stdout: "", stderr: "" })
      // Nothing but the question who is there.
      assert.deepStrictEqual(
        asked.filter((one) => one !== "GET /health"),
        []
      )
      const still = await httpRequest({ host: "127.0.0.1", port: wanted }, "/")
      assert.strictEqual(still.text, "opensessions server")
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe("S68: a control-mode client", () => {
  it("is never taken for the person who acts", async () => {
    await using t = await TmuxWorld.start({ plugin: true, sessions: { api: {}, docs: {}, web: {} } })
    const anna = await t.client("anna")
    const iterm = await t.terminal("iterm", [...t.tmux.command, "-C", "attach-session", "-t", "=docs"])
    await iterm.sees("%session-changed")
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 1 api/m)
    // It is the client that was active last, and nobody else is in this session.
    await iterm.type("display-message -p active\n")
    await iterm.sees(/^active$/m)
    assert.strictEqual((await t.typed({ pane: t.pane("docs") }, "switch", "web")).status, 0)
    await eventually(() => anna.where("#{session_name}"), "web")
    await anna.sees(/^▌ 3 web/m)
    const clients = await t.tmux.run("list-clients", "-F", "#{client_control_mode} #{session_name}")
    assert.sameMembers([...clients], ["0 web", "1 docs", "1 _os_stash"])
  })
})

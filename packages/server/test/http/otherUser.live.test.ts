import { assert, describe, it } from "@effect/vitest"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { othersMayHold } from "../../src/http/limitOthers.ts"
import { doors, post } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

const nobody = 65_534

/** Sends bytes as another user of this machine, over IPv4 or from a dual-stack socket, and gives the answer. */
const sendAs = (uid: number, host: string, port: number, bytes: string) =>
  Effect.callback<string>((resume) => {
    const script =
      "const [host, port, bytes] = process.argv.slice(1);" +
      'const s = require("node:net").connect({ host, port: Number(port) }, () => s.write(Buffer.from(bytes, "base64")));' +
      's.pipe(process.stdout); s.on("error", () => {})'
    const encoded = Buffer.from(bytes).toString("base64")
    const child = spawn(process.execPath, ["-e", script, host, String(port), encoded], { uid, gid: uid, cwd: "/" })
    let text = ""
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()))
    child.on("close", () => resume(Effect.succeed(text)))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

const canBecomeAnother = process.platform === "linux" && process.getuid?.() === 0

describe.skipIf(!canBecomeAnother)("another user of the machine", () => {
  it.live.each([
    ["over IPv4", "127.0.0.1"],
    ["from a socket for both IP versions", "::ffff:127.0.0.1"]
  ])("gets 403 for everything %s, the token does not help", ([, host]) =>
    Effect.gen(function* () {
      const { tcp, authorization } = yield* doors
      const store = yield* SessionStore
      const before = yield* store.state
      const body = JSON.stringify({ session: "api", text: "from nobody" })
      const ask = (line: string, extra: string, content: string) =>
        `${line} HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nConnection: close\r\n${extra}\r\n${content}`
      const json = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
      const proof = `Authorization: ${authorization}\r\n`
      for (const request of [
        ask("GET /health", "", ""),
        ask("GET /state", proof, ""),
        ask("GET /events", proof, ""),
        ask("GET /ws", `${proof}Upgrade: websocket\r\nConnection: Upgrade\r\n`, ""),
        ask("POST /set-status", json, body),
        ask("POST /set-status", proof + json, body),
        ask("POST /commands/quit", proof, "")
      ]) {
        assert.match(yield* sendAs(nobody, host!, tcp.port, request), /^HTTP\/1\.1 403 /)
      }
      assert.match(yield* sendAs(0, host!, tcp.port, ask("GET /state", "", "")), /^HTTP\/1\.1 200 /)
      assert.strictEqual(yield* store.state, before)
      assert.strictEqual((yield* post(tcp, "/set-status", { session: "api", text: "mine" })).status, 204)
    }).pipe(Effect.provide(TestDaemon))
  )

  it.live("can't take the connections away from who owns the daemon", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const script =
        "const [port] = process.argv.slice(1); let open = 0, closed = 0;" +
        "for (let i = 0; i < 200; i++) { const s = require('node:net').connect({ host: '127.0.0.1', port: Number(port) });" +
        "s.on('connect', () => open++); s.on('error', () => {}); s.on('close', () => {" +
        `if (++closed === 200 - ${othersMayHold}) process.stdout.write('closed') }) }`
      const child = yield* Effect.acquireRelease(
        Effect.sync(() =>
          spawn(process.execPath, ["-e", script, String(tcp.port)], { uid: nobody, gid: nobody, cwd: "/" })
        ),
        (running) => Effect.sync(() => running.kill("SIGKILL"))
      )
      const said = yield* Effect.promise(
        () => new Promise<string>((done) => child.stdout.once("data", (d) => done(String(d))))
      )
      assert.strictEqual(said, "closed")
      assert.strictEqual((yield* post(tcp, "/set-status", { session: "api", text: "mine" })).status, 204)
    }).pipe(Effect.scoped, Effect.provide(TestDaemon))
  )
})

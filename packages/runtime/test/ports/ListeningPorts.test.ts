import { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { spawn } from "node:child_process"
import { Places } from "../../src/config/Places.ts"
import { ListeningPorts } from "../../src/ports/ListeningPorts.ts"
import { placesForTest } from "../config/placesForTest.ts"

const server = `require("net").createServer().listen(0, process.argv[1], function () { console.log(this.address().port) })`

/** A shell as in a pane, with a server as its child; `away` puts the server into a session and a parent of its own. */
const shellWithServer = (options: { readonly host: string; readonly away: boolean; readonly env: object }) =>
  Effect.acquireRelease(
    Effect.callback<{ shell: number; port: number; end(): void }>((resume) => {
      const command = options.away
        ? 'setsid "$0" -e "$1" "$2" & echo $!; exec sleep 100'
        : '"$0" -e "$1" "$2" & echo $!; wait'
      const child = spawn("sh", ["-c", command, process.execPath, server, options.host], {
        stdio: ["ignore", "pipe", "ignore"],
        env: { PATH: process.env["PATH"], ...options.env }
      })
      let said = ""
      child.stdout.on("data", (text) => {
        said += String(text)
        const [serverPid, port] = said.trim().split("\n").map(Number)
        if (serverPid === undefined || port === undefined) return
        const end = () => {
          process.kill(serverPid, "SIGKILL")
          child.kill("SIGKILL")
        }
        resume(Effect.succeed({ shell: child.pid!, port, end }))
      })
    }),
    ({ end }) => Effect.sync(end)
  )

const pane = PaneId.make("%4")

const read = (shell: number, socket: string | null) =>
  Effect.gen(function* () {
    const places = { ...(yield* placesForTest), tmuxSocket: socket }
    return yield* ListeningPorts.use((ports) => ports.read(new Map([[pane, shell]]))).pipe(
      Effect.provide(ListeningPorts.layer.pipe(Layer.provide(Layer.succeed(Places, places))))
    )
  })

describe.skipIf(process.platform !== "linux")("ListeningPorts", () => {
  it.live.each(["127.0.0.1", "::1"])("finds the server that a pane's shell started, on %s", (host) =>
    Effect.gen(function* () {
      const { shell, port } = yield* shellWithServer({ host, away: false, env: {} })
      const found = yield* read(shell, null)
      assert.deepStrictEqual(
        found.get(pane)?.map((one) => one.port),
        [port]
      )
    })
  )

  it.live("S80: a server that left the pane's tree is found by the pane in its environment", () =>
    Effect.gen(function* () {
      const { port } = yield* shellWithServer({
        host: "127.0.0.1",
        away: true,
        env: { TMUX: "/tmp/os-none/default,1,0", TMUX_PANE: pane }
      })
      const found = yield* read(1_000_000_000, "/tmp/os-none/default")
      assert.deepStrictEqual(
        found.get(pane)?.map((one) => one.port),
        [port]
      )
      assert.strictEqual((yield* read(1_000_000_000, "/tmp/os-other/default")).size, 0)
    })
  )
})

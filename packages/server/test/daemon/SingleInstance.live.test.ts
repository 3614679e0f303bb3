import { assert, describe, it } from "@effect/vitest"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { placesOf } from "@opensessions/runtime/config/placesOf"
import { Effect, Option, Schedule } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createInterface } from "node:readline"
import { probeSocket } from "../../src/client/probe.ts"
import { readDaemonInfo } from "../../src/daemon/DaemonInfo.ts"
import { scratchDirectory } from "./scratch.ts"

const tmux = "/tmp/os-no-tmux/live,1,0"

const placesIn = (directory: string): DaemonPlaces =>
  placesOf({
    uid: process.getuid?.() ?? 0,
    home: directory,
    socket: null,
    tmux,
    tmuxTmpdir: null,
    xdgRuntimeDir: directory,
    xdgConfigHome: null,
    xdgStateHome: null,
    serverKey: null,
    installation: directory,
    realPath: (path) => path,
    isOwnDirectory: () => true
  })

interface Started {
  readonly process: ChildProcess
  readonly said: string
}

/** Starts a daemon and waits for its first line. It is killed with the scope. */
const start = (directory: string, port: string = "0") =>
  Effect.gen(function* () {
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        spawn(process.execPath, [`${import.meta.dirname}/instance.ts`], {
          env: {
            PATH: process.env["PATH"] ?? "",
            HOME: directory,
            XDG_RUNTIME_DIR: directory,
            TMUX: tmux,
            OPENSESSIONS_PORT: port
          },
          stdio: ["ignore", "pipe", "inherit"]
        })
      ),
      (process) => Effect.sync(() => process.kill("SIGKILL"))
    )
    const said = yield* Effect.callback<string>((resume) => {
      createInterface(child.stdout!).once("line", (line) => resume(Effect.succeed(line)))
    })
    return { process: child, said } satisfies Started
  })

const ended = ({ process }: Started) =>
  Effect.callback<number | null>((resume) => {
    if (process.exitCode !== null || process.signalCode !== null) resume(Effect.succeed(process.exitCode))
    else process.once("exit", (code) => resume(Effect.succeed(code)))
  })

const infoOf = (places: DaemonPlaces) => Effect.map(readDaemonInfo(places), Option.getOrThrow)

const isDaemon = (places: DaemonPlaces, pid: number | undefined) =>
  Effect.flatMap(probeSocket(places.socketFile), (found) =>
    found._tag === "Daemon" && found.health.pid === pid ? Effect.void : Effect.fail("not yet")
  ).pipe(Effect.retry({ times: 100, schedule: Schedule.spaced("50 millis") }))

describe("one daemon for each tmux server", () => {
  it.live("S44, S102: of many that start at once exactly one wins, and the losers touch nothing of its", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      const all = yield* Effect.forEach(Array.from({ length: 5 }), () => start(directory), { concurrency: "unbounded" })
      const winners = all.filter(({ said }) => said === "won")
      assert.strictEqual(winners.length, 1)
      for (const loser of all.filter(({ said }) => said !== "won")) {
        assert.match(loser.said, /^AlreadyRunning: .*runs already/)
        assert.notStrictEqual(yield* ended(loser), 0)
      }
      const info = yield* infoOf(places)
      assert.strictEqual(info.pid, winners[0]?.process.pid)
      yield* isDaemon(places, info.pid)
      assert.deepStrictEqual(readdirSync(places.runtimeDirectory).sort(), ["daemon.json", "daemon.lock", "daemon.sock"])
    })
  )

  it.live("S102: one that comes later changes not a byte, and names the one that runs", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      const first = yield* start(directory)
      const before = readFileSync(places.infoFile, "utf8")
      const second = yield* start(directory)
      assert.include(second.said, `runs already as process ${first.process.pid}`)
      yield* ended(second)
      assert.strictEqual(readFileSync(places.infoFile, "utf8"), before)
      yield* isDaemon(places, first.process.pid)
    })
  )

  it.live("after kill -9 the next one takes over at once, with a token of its own", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      const first = yield* start(directory)
      const { token } = yield* infoOf(places)
      first.process.kill("SIGKILL")
      yield* ended(first)
      assert.isTrue(existsSync(places.socketFile))
      const second = yield* start(directory)
      assert.strictEqual(second.said, "won")
      const info = yield* infoOf(places)
      assert.strictEqual(info.pid, second.process.pid)
      assert.notStrictEqual(info.token, token)
      yield* isDaemon(places, second.process.pid)
    })
  )

  it.live.each(["SIGTERM", "SIGINT"] as const)("%s leaves no file behind", (signal) =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      const daemon = yield* start(directory)
      daemon.process.kill(signal)
      yield* ended(daemon)
      assert.deepStrictEqual(readdirSync(places.runtimeDirectory), [])
    })
  )

  it.live("S101: a second one does not start while the first mends what a cleaner took away", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      const first = yield* start(directory)
      const { port } = yield* infoOf(places)
      rmSync(`${directory}/opensessions`, { recursive: true })
      const second = yield* start(directory, String(port))
      assert.match(second.said, /^AlreadyRunning: /)
      yield* isDaemon(places, first.process.pid)
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Places } from "@opensessions/runtime/config/Places"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Layer, Option, Schedule, SubscriptionRef } from "effect"
import { existsSync, lstatSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { probePort, probeSocket } from "../../src/client/probe.ts"
import { readDaemonInfo } from "../../src/daemon/DaemonInfo.ts"
import { HttpLive } from "../../src/http/HttpLive.ts"
import { doors, send, sendBytes } from "../http/send.ts"
import { Base, baseIn, baseOf, environment, Wishes } from "../http/testDaemon.ts"
import { scratchPlaces } from "./scratch.ts"

const daemonOn = (port: number, key: number = 2486) =>
  HttpLive.pipe(Layer.provideMerge(baseOf(key)), Layer.provide(environment({ OPENSESSIONS_PORT: String(port) })))

const daemon = daemonOn(0)

const daemonIn = (places: DaemonPlaces) =>
  HttpLive.pipe(
    Layer.provideMerge(baseIn(Layer.succeed(Places, places), places.key)),
    Layer.provide(environment({ OPENSESSIONS_PORT: "0" }))
  )

/** Somebody else's HTTP server, on a port that has a free one above it. */
const stranger = Effect.map(
  Effect.acquireRelease(
    Effect.callback<Server>((resume) => {
      const server = createServer((_, response) => response.end("welcome"))
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) => Effect.sync(() => server.close())
  ),
  (server) => (server.address() as AddressInfo).port
)

const state = Effect.flatMap(SessionStore, (store) => store.state)

/** Waits for something that happens by itself, for two seconds at most. */
const eventually = <A, E, R>(wanted: Effect.Effect<A, E, R>) =>
  Effect.retry(wanted, { times: 100, schedule: Schedule.spaced("20 millis") })

const check = (condition: boolean) => (condition ? Effect.void : Effect.fail("not yet"))

const exists = (file: string) => Effect.suspend(() => check(existsSync(file)))

describe("the daemon's doors", () => {
  it.live("are open when it is ready, named by daemon.json, for this user alone", () =>
    Effect.gen(function* () {
      const places = yield* Places
      const { info, tcp, unix } = yield* doors
      assert.deepInclude(info, { product: "opensessions", version: "1.2.3", key: 2486, pid: process.pid })
      assert.strictEqual(info.socket, places.socketFile)
      assert.match(info.token, /^[0-9a-f]{64}$/)
      assert.strictEqual(statSync(places.infoFile).mode & 0o777, 0o600)
      assert.strictEqual(statSync(places.socketFile).mode & 0o777, 0o600)
      assert.strictEqual(statSync(places.runtimeDirectory).mode & 0o777, 0o700)
      assert.strictEqual((yield* state).server.port, tcp.port)
      assert.strictEqual((yield* probePort(tcp.port))._tag, "Daemon")
      assert.strictEqual((yield* probeSocket(unix.path))._tag, "Daemon")
    }).pipe(Effect.provide(daemon))
  )

  it.live("close at once and leave no file behind, while clients hang on", () =>
    Effect.gen(function* () {
      const places = yield* scratchPlaces
      const [closing] = yield* Effect.gen(function* () {
        const { unix, tcp } = yield* doors
        yield* Effect.forkDetach(Effect.exit(send(unix, "/events")), { startImmediately: true })
        yield* Effect.forkDetach(sendBytes(tcp, "POST /log HTTP/1.1\r\nHost: "), { startImmediately: true })
        yield* send(unix, "/health")
        assert.sameMembers(readdirSync(places.runtimeDirectory), ["daemon.json", "daemon.lock", "daemon.sock"])
        return performance.now()
      }).pipe(
        Effect.provide(daemonIn(places)),
        Effect.timed,
        Effect.map(([, began]) => [performance.now() - began])
      )
      assert.isBelow(closing ?? Infinity, 1_500)
      assert.deepStrictEqual(readdirSync(places.runtimeDirectory), [])
    })
  )

  it.live("have a new token at each start", () =>
    Effect.gen(function* () {
      const tokenOf = Effect.map(doors, ({ info }) => info.token).pipe(Effect.provide(Layer.fresh(daemon)))
      assert.notStrictEqual(yield* tokenOf, yield* tokenOf)
    })
  )

  it.live("replace the socket that a killed daemon left", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      assert.strictEqual((yield* send(unix, "/health")).status, 200)
    }).pipe(
      Effect.provide(
        HttpLive.pipe(
          Layer.provide(
            Layer.effectDiscard(
              Effect.map(Places, ({ socketFile, infoFile }) => {
                writeFileSync(socketFile, "")
                writeFileSync(infoFile, '{"pid": 1')
              })
            )
          ),
          Layer.provideMerge(Base),
          Layer.provide(environment({ OPENSESSIONS_PORT: "0" }))
        )
      )
    )
  )
})

describe("S45: a port that another program holds", () => {
  it.live("is left to it: the next free one is used, and everybody is told", () =>
    Effect.gen(function* () {
      const taken = yield* stranger
      yield* Effect.gen(function* () {
        const { tcp, unix } = yield* doors
        assert.isAbove(tcp.port, taken)
        const { server, notices } = yield* state
        assert.strictEqual(server.port, tcp.port)
        assert.deepStrictEqual(notices, [`port ${taken} is held by another program: ${tcp.port} is used instead`])
        assert.strictEqual((yield* send(unix, "/health")).status, 200)
        assert.strictEqual((yield* probePort(taken))._tag, "Stranger")
      }).pipe(Effect.provide(daemonOn(taken)))
    })
  )

  it.live("of another tmux server's daemon is named as such (S46)", () =>
    Effect.gen(function* () {
      const first = yield* doors
      yield* Effect.gen(function* () {
        const second = yield* doors
        assert.notStrictEqual(second.tcp.port, first.tcp.port)
        assert.include((yield* state).notices[0], "the opensessions of another tmux server")
      }).pipe(Effect.provide(Layer.fresh(daemonOn(first.tcp.port, 77))))
      assert.strictEqual((yield* send(first.tcp, "/health")).status, 200)
    }).pipe(Effect.provide(daemon))
  )

  it.live("another port in the config is opened at once, and the former closed", () =>
    Effect.gen(function* () {
      const wishes = yield* Wishes
      const former = yield* doors
      const free = yield* Effect.scoped(stranger)
      yield* SubscriptionRef.set(wishes, { port: free })
      const places = yield* Places
      yield* eventually(Effect.flatMap(readDaemonInfo(places), (info) => check(Option.getOrThrow(info).port === free)))
      assert.strictEqual((yield* probePort(free))._tag, "Daemon")
      assert.strictEqual((yield* state).server.port, free)
      yield* eventually(Effect.flatMap(probePort(former.tcp.port), ({ _tag }) => check(_tag === "Nobody")))
    }).pipe(Effect.provide(HttpLive.pipe(Layer.provideMerge(Base), Layer.provide(environment({})))))
  )
})

describe("S101: files that vanish under a living daemon", () => {
  it.live.each(["daemon.json", "daemon.sock", "daemon.lock"])("%s is there again in a moment", (name) =>
    Effect.gen(function* () {
      const { runtimeDirectory } = yield* Places
      const { info, unix } = yield* doors
      const file = `${runtimeDirectory}/${name}`
      const before = lstatSync(file).ino
      rmSync(file)
      yield* eventually(exists(file))
      yield* eventually(send(unix, "/health"))
      assert.isAbove(before, 0)
      assert.strictEqual((yield* doors).info.token, info.token)
    }).pipe(Effect.provide(daemon))
  )

  it.live("the whole directory is there again, with everything in it", () =>
    Effect.gen(function* () {
      const { runtimeDirectory } = yield* Places
      const { info, unix } = yield* doors
      rmSync(runtimeDirectory, { recursive: true })
      yield* eventually(send(unix, "/health"))
      yield* eventually(exists(`${runtimeDirectory}/daemon.json`))
      assert.strictEqual((yield* doors).info.token, info.token)
      assert.strictEqual(statSync(runtimeDirectory).mode & 0o777, 0o700)
      rmSync(`${runtimeDirectory}/daemon.json`)
      yield* eventually(exists(`${runtimeDirectory}/daemon.json`))
    }).pipe(Effect.provide(daemon))
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { type DaemonInfo, publishDaemonInfo, readDaemonInfo, withdrawDaemonInfo } from "../../src/daemon/DaemonInfo.ts"
import { scratchPlaces } from "./scratch.ts"

const info: DaemonInfo = {
  product: "opensessions",
  version: "1.2.3",
  key: 2486,
  pid: 77,
  startedAt: 1_700_000_000_000,
  port: 7391,
  socket: "/run/daemon.sock",
  token: "a".repeat(64)
}

const prepared = Effect.tap(scratchPlaces, ({ runtimeDirectory }) =>
  Effect.sync(() => mkdirSync(runtimeDirectory, { recursive: true, mode: 0o700 }))
)

describe("daemon.json", () => {
  it.effect("is read as it was published, by this user alone, and leaves no half file", () =>
    Effect.gen(function* () {
      const places = yield* prepared
      yield* publishDaemonInfo(places, info)
      assert.deepStrictEqual(yield* readDaemonInfo(places), Option.some(info))
      assert.strictEqual(statSync(places.infoFile).mode & 0o777, 0o600)
      assert.deepStrictEqual(readdirSync(places.runtimeDirectory), ["daemon.json"])
    })
  )

  it.effect("replaces what stands there, and follows no link", () =>
    Effect.gen(function* () {
      const places = yield* prepared
      writeFileSync(`${places.runtimeDirectory}/victim`, "precious", { mode: 0o644 })
      symlinkSync(`${places.runtimeDirectory}/victim`, places.infoFile)
      symlinkSync(`${places.runtimeDirectory}/victim`, `${places.infoFile}.${process.pid}.new`)
      yield* publishDaemonInfo(places, info)
      assert.strictEqual(statSync(`${places.runtimeDirectory}/victim`).size, "precious".length)
      assert.deepStrictEqual(yield* readDaemonInfo(places), Option.some(info))
    })
  )

  it.effect("S102: is withdrawn by its owner alone", () =>
    Effect.gen(function* () {
      const places = yield* prepared
      yield* publishDaemonInfo(places, { ...info, token: "b".repeat(64) })
      yield* withdrawDaemonInfo(places, info)
      assert.isTrue(existsSync(places.infoFile))
      yield* withdrawDaemonInfo(places, { ...info, token: "b".repeat(64) })
      assert.isFalse(existsSync(places.infoFile))
    })
  )

  it.effect("what is broken or missing counts as none", () =>
    Effect.gen(function* () {
      const places = yield* prepared
      assert.isTrue(Option.isNone(yield* readDaemonInfo(places)))
      writeFileSync(places.infoFile, '{"pid": 77')
      assert.isTrue(Option.isNone(yield* readDaemonInfo(places)))
      writeFileSync(places.infoFile, "{}")
      assert.isTrue(Option.isNone(yield* readDaemonInfo(places)))
    })
  )

  it.effect("S90: a directory that is gone is an error with the file's name", () =>
    Effect.gen(function* () {
      const places = yield* scratchPlaces
      const error = yield* Effect.flip(publishDaemonInfo(places, info))
      assert.include(error.message, places.infoFile)
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Places } from "@opensessions/runtime/config/Places"
import { ConfigProvider, Effect, Layer } from "effect"
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { HandOver } from "../../src/composition/HandOver.ts"
import { FileLog, logLevel } from "../../src/daemon/FileLog.ts"
import { RotatingFile } from "../../src/daemon/RotatingFile.ts"
import { SingleInstance } from "../../src/daemon/SingleInstance.ts"
import { scratchDirectory, scratchPlaces } from "./scratch.ts"

describe("RotatingFile", () => {
  it.effect("S91: stays below its share together with its predecessor, for this user alone", () =>
    Effect.gen(function* () {
      const file = `${yield* scratchDirectory}/log`
      const log = new RotatingFile(file, 10_000)
      for (let i = 0; i < 500; i++) log.append(`line ${i} ${"x".repeat(90)}`)
      log.close()
      assert.isAtMost(statSync(file).size + statSync(`${file}.1`).size, 10_000)
      assert.include(readFileSync(file, "utf8"), "line 499")
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
    })
  )

  it.effect("goes on after a restart where it was", () =>
    Effect.gen(function* () {
      const file = `${yield* scratchDirectory}/log`
      writeFileSync(file, `${"x".repeat(4_990)}\n`)
      const log = new RotatingFile(file, 10_000)
      log.append("first of the new one")
      log.close()
      assert.strictEqual(readFileSync(file, "utf8"), "first of the new one\n")
      assert.strictEqual(statSync(`${file}.1`).size, 4_991)
    })
  )

  it.effect("is made again where somebody removed it, and loses lines where its directory is gone", () =>
    Effect.gen(function* () {
      const directory = `${yield* scratchDirectory}/logs`
      mkdirSync(directory)
      const log = new RotatingFile(`${directory}/log`, 10_000)
      log.append("one")
      rmSync(`${directory}/log`)
      log.append("two")
      assert.strictEqual(readFileSync(`${directory}/log`, "utf8"), "two\n")
      rmSync(directory, { recursive: true })
      log.append("lost")
      mkdirSync(directory)
      log.append("three")
      log.close()
      assert.strictEqual(readFileSync(`${directory}/log`, "utf8"), "three\n")
    })
  )

  it.effect("follows no link, and cuts a line that alone is too long", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      writeFileSync(`${directory}/victim`, "")
      symlinkSync(`${directory}/victim`, `${directory}/log`)
      const linked = new RotatingFile(`${directory}/log`, 1_000)
      linked.append("x")
      assert.strictEqual(statSync(`${directory}/victim`).size, 0)
      const log = new RotatingFile(`${directory}/other`, 1_000)
      log.append("x".repeat(5_000))
      log.close()
      assert.isAtMost(statSync(`${directory}/other`).size, 500)
    })
  )
})

describe("FileLog", () => {
  /** What the file has after a hand-over, or after another end. */
  const logged = (level: string | null, program: Effect.Effect<void, string>, handOver = true) =>
    Effect.gen(function* () {
      const places = yield* scratchPlaces
      mkdirSync(places.runtimeDirectory, { recursive: true })
      const environment = level === null ? {} : { OPENSESSIONS_LOG_LEVEL: level }
      const next = { isHandOver: Effect.succeed(handOver), announce: Effect.void }
      yield* program.pipe(
        Effect.provide(
          FileLog.pipe(
            Layer.provide(Layer.succeed(Places, places)),
            Layer.provide(Layer.mock(SingleInstance, {})),
            Layer.provide(Layer.succeed(HandOver, next)),
            Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment)))
          )
        ),
        Effect.exit
      )
      return existsSync(places.logFile) ? readFileSync(places.logFile, "utf8") : ""
    })

  const talk = Effect.gen(function* () {
    yield* Effect.logDebug("a prompt")
    yield* Effect.logInfo("up\nand \u001b[31mrunning\u009b")
    yield* Effect.logWarning("hm").pipe(Effect.annotateLogs({ watcher: "codex" }))
  })

  it.effect("writes one line an entry, and nothing that steers a terminal", () =>
    Effect.gen(function* () {
      const text = yield* logged(null, talk)
      const lines = text.trimEnd().split("\n")
      assert.strictEqual(lines.length, 2)
      assert.match(lines[0] ?? "", /level=INFO .*running/)
      assert.match(lines[1] ?? "", /level=WARN .*message=hm watcher=codex/)
      assert.notMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      assert.notInclude(text, "a prompt")
    })
  )

  it.effect("OPENSESSIONS_LOG_LEVEL shows more or less", () =>
    Effect.gen(function* () {
      assert.include(yield* logged("debug", talk), "a prompt")
      assert.notInclude(yield* logged("warn", talk), "running")
      assert.strictEqual(yield* logged("none", talk), "")
    })
  )

  it.effect("goes with a daemon that ends in order, and stays after any other end", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* logged(null, talk, false), "")
      assert.include(yield* logged(null, Effect.andThen(talk, Effect.fail("trouble")), false), "running")
      assert.include(yield* logged(null, Effect.andThen(talk, Effect.die("a bug")), false), "running")
    })
  )

  it("takes any case, and info for what is no level", () => {
    assert.strictEqual(logLevel(" DEBUG "), "Debug")
    assert.strictEqual(logLevel("loud"), "Info")
    assert.strictEqual(logLevel("constructor"), "Info")
  })
})

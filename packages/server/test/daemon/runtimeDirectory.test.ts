import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { ensureRuntimeDirectory, trustRuntimeDirectory } from "../../src/daemon/runtimeDirectory.ts"
import { placesIn, scratchDirectory } from "./scratch.ts"

const modeOf = (path: string) => statSync(path).mode & 0o777

describe("the runtime directory", () => {
  it.effect("is made for this user alone, and made again as it is", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      yield* ensureRuntimeDirectory(places)
      yield* ensureRuntimeDirectory(places)
      assert.strictEqual(modeOf(places.runtimeDirectory), 0o700)
      assert.strictEqual(modeOf(`${directory}/opensessions`), 0o700)
      yield* trustRuntimeDirectory(places)
    })
  )

  it.effect("is not touched where it is as it should be, so that mending it is no change to mend", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      yield* ensureRuntimeDirectory(places)
      const changedAt = () => statSync(places.runtimeDirectory, { bigint: true }).ctimeNs
      const before = changedAt()
      yield* ensureRuntimeDirectory(places)
      assert.strictEqual(changedAt(), before)
    })
  )

  it.effect("is closed where it was open to others, and no client trusts an open one", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      const places = placesIn(directory)
      yield* ensureRuntimeDirectory(places)
      chmodSync(`${directory}/opensessions`, 0o777)
      assert.include((yield* Effect.flip(trustRuntimeDirectory(places))).message, "is open to others")
      yield* ensureRuntimeDirectory(places)
      assert.strictEqual(modeOf(`${directory}/opensessions`), 0o700)
    })
  )

  it.effect("S89: a link in its place is not followed", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      mkdirSync(`${directory}/elsewhere`, { mode: 0o755 })
      symlinkSync(`${directory}/elsewhere`, `${directory}/opensessions`)
      const error = yield* Effect.flip(ensureRuntimeDirectory(placesIn(directory)))
      assert.include(error.message, "is a symbolic link")
      assert.deepStrictEqual(readdirSync(`${directory}/elsewhere`), [])
      assert.strictEqual(modeOf(`${directory}/elsewhere`), 0o755)
    })
  )

  it.effect("S89: a link in the place of the key's directory is not followed", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      mkdirSync(`${directory}/elsewhere`)
      mkdirSync(`${directory}/opensessions`, { mode: 0o700 })
      symlinkSync(`${directory}/elsewhere`, `${directory}/opensessions/2486`)
      const error = yield* Effect.flip(ensureRuntimeDirectory(placesIn(directory)))
      assert.include(error.message, "is a symbolic link")
    })
  )

  it.effect("a file in its place is said", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      writeFileSync(`${directory}/opensessions`, "")
      const error = yield* Effect.flip(ensureRuntimeDirectory(placesIn(directory)))
      assert.include(error.message, "is not a directory")
      assert.include(error.message, "XDG_RUNTIME_DIR")
    })
  )

  it.effect("a directory that everybody can rename in is no place for it", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      chmodSync(directory, 0o777)
      assert.include(
        (yield* Effect.flip(ensureRuntimeDirectory(placesIn(directory)))).message,
        "can be written by everybody"
      )
      chmodSync(directory, 0o1777)
      yield* ensureRuntimeDirectory(placesIn(directory))
    })
  )

  it.effect.skipIf(process.getuid?.() !== 0)("S89: another user's directory is left alone", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      mkdirSync(`${directory}/opensessions`, { mode: 0o777 })
      chownSync(`${directory}/opensessions`, 65_534, 65_534)
      const error = yield* Effect.flip(ensureRuntimeDirectory(placesIn(directory)))
      assert.include(error.message, "belongs to another user")
      assert.isFalse(existsSync(`${directory}/opensessions/2486`))
    })
  )

  it.effect("a client makes nothing", () =>
    Effect.gen(function* () {
      const directory = yield* scratchDirectory
      yield* Effect.flip(trustRuntimeDirectory(placesIn(directory)))
      assert.isFalse(existsSync(`${directory}/opensessions`))
    })
  )
})

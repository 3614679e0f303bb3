import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FileTail } from "../../src/files/FileTail.ts"
import type { TailPosition, TailRead } from "../../src/files/TailRead.ts"

const limit = 1024 * 1024

const scratchFile = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "os-tail-"))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
).pipe(Effect.map((directory) => join(directory, "t.jsonl")))

const test = <E>(name: string, body: (file: string, tail: FileTail["Service"]) => Effect.Effect<void, E>) =>
  it.effect(name, () =>
    Effect.gen(function* () {
      yield* body(yield* scratchFile, yield* FileTail)
    }).pipe(Effect.provide(FileTail.layer))
  )

describe("FileTail", () => {
  test("reads what was appended, once", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\ntwo\n")
      const a = yield* tail.read(file, null, limit)
      assert.deepStrictEqual(a.lines, ["one", "two"])
      assert.isFalse(a.restarted)
      appendFileSync(file, "three\n")
      const b = yield* tail.read(file, a.position, limit)
      assert.deepStrictEqual(b.lines, ["three"])
      const c = yield* tail.read(file, b.position, limit)
      assert.deepStrictEqual(c, { lines: [], position: b.position, restarted: false, skipped: 0 })
    }))

  test("S77 holds a half-written last line back until it is whole", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\ntw")
      const a = yield* tail.read(file, null, limit)
      assert.deepStrictEqual(a.lines, ["one"])
      appendFileSync(file, "o é")
      const b = yield* tail.read(file, a.position, limit)
      assert.deepStrictEqual(b.lines, [])
      appendFileSync(file, "\n")
      assert.deepStrictEqual((yield* tail.read(file, b.position, limit)).lines, ["two é"])
    }))

  test("a multi-byte character that is cut by a write stays whole", (file, tail) =>
    Effect.gen(function* () {
      const bytes = Buffer.from("日本\n")
      writeFileSync(file, bytes.subarray(0, 4))
      const a = yield* tail.read(file, null, limit)
      appendFileSync(file, bytes.subarray(4))
      assert.deepStrictEqual((yield* tail.read(file, a.position, limit)).lines, ["日本"])
    }))

  test("S77 starts again after a truncation", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\ntwo\nthree\n")
      const a = yield* tail.read(file, null, limit)
      const descriptor = openSync(file, "r+")
      ftruncateSync(descriptor, 0)
      closeSync(descriptor)
      writeFileSync(file, "new\n")
      const b = yield* tail.read(file, a.position, limit)
      assert.deepStrictEqual([b.lines, b.restarted], [["new"], true])
    }))

  test("S77 starts again when the file was replaced by a longer one", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\n")
      const a = yield* tail.read(file, null, limit)
      writeFileSync(`${file}.tmp`, "one\ntwo\nthree\n")
      renameSync(`${file}.tmp`, file)
      const b = yield* tail.read(file, a.position, limit)
      assert.deepStrictEqual([b.lines, b.restarted], [["one", "two", "three"], true])
    }))

  test("starts again when the file was rewritten in place with more than before", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\ntwo\n")
      const a = yield* tail.read(file, null, limit)
      writeFileSync(file, "one\nxxx\nthree\n")
      const b = yield* tail.read(file, a.position, limit)
      assert.deepStrictEqual([b.lines, b.restarted], [["one", "xxx", "three"], true])
    }))

  test("S77 a large file costs its last lines", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(""))
      const { lines, skipped, position } = yield* tail.read(file, null, 100)
      assert.isTrue(lines.length > 3 && lines.length < 10)
      assert.strictEqual(lines.at(-1), "line 199999")
      assert.match(lines[0] ?? "", /^line \d+$/)
      assert.strictEqual(position.offset, statSync(file).size)
      assert.strictEqual(skipped, statSync(file).size - lines.join("\n").length - 1)
    }))

  test("S77 so does one of 1 GB", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "")
      truncateSync(file, 1024 ** 3)
      appendFileSync(file, "\none\ntwo\n")
      const { lines, position } = yield* tail.read(file, null, 8)
      assert.deepStrictEqual(lines, ["one", "two"])
      appendFileSync(file, "three\n")
      assert.deepStrictEqual((yield* tail.read(file, position, limit)).lines, ["three"])
    }))

  test("a line longer than the limit is read whole", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, `short\n${"x".repeat(5_000)}\n`)
      const { lines } = yield* tail.read(file, null, 100)
      assert.strictEqual(lines.at(-1)?.length, 5_000)
    }))

  test("bytes that are no UTF-8 spoil their own line only", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, Buffer.concat([Buffer.from("a\n"), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from("b\r\n\n")]))
      const { lines } = yield* tail.read(file, null, limit)
      assert.deepStrictEqual([lines[0], lines[2], lines.length], ["a", "b", 3])
    }))

  test("a file that is not there is a failure with its name", (file, tail) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(tail.read(file, null, limit))
      assert.strictEqual(error._tag, "TailFailed")
      assert.include(error.message, file)
    }))

  test("the first lines of a file", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, "one\ntwo\nthree\n")
      assert.deepStrictEqual(yield* tail.first(file, 9), ["one", "two"])
      assert.deepStrictEqual(yield* tail.first(file, 900), ["one", "two", "three"])
    }))

  test("the text of a small file", (file, tail) =>
    Effect.gen(function* () {
      writeFileSync(file, '{"a":1}')
      assert.strictEqual(yield* tail.text(file, 100), '{"a":1}')
      assert.strictEqual(yield* tail.text(file, 3), '{"a')
      assert.include((yield* Effect.flip(tail.text(`${file}.not`, 3))).message, `${file}.not`)
    }))

  it.effect.prop(
    "however the writes are cut, the lines are the same",
    [Schema.Array(Schema.String), Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 9 })))],
    ([texts, cuts]) =>
      Effect.gen(function* () {
        const file = yield* scratchFile
        const tail = yield* FileTail
        const wanted = texts.map((text) => JSON.stringify(text))
        const bytes = Buffer.from(wanted.map((line) => `${line}\n`).join(""))
        writeFileSync(file, "")
        const seen: Array<string> = []
        let position: TailPosition | null = null
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const next = at + (cuts[i] ?? 50)
          appendFileSync(file, bytes.subarray(at, next))
          at = next
          const read: TailRead = yield* tail.read(file, position, limit)
          assert.isFalse(read.restarted)
          seen.push(...read.lines)
          position = read.position
        }
        assert.deepStrictEqual(seen, wanted)
      }).pipe(Effect.provide(FileTail.layer), Effect.scoped)
  )
})

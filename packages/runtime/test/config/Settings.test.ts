import { assert, describe, it } from "@effect/vitest"
import { type Cause, Context, Effect, Layer, Queue, type Scope, Stream } from "effect"
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { Places } from "../../src/config/Places.ts"
import { type Config, Settings } from "../../src/config/Settings.ts"
import { placesForTest } from "./placesForTest.ts"

/** Settings in a directory of their own; `files` exist before it starts. */
const world = Effect.fnUntraced(function* (text?: string) {
  const places = yield* placesForTest
  const file = join(places.configDirectory, "config.json")
  if (text !== undefined) {
    mkdirSync(places.configDirectory, { recursive: true })
    writeFileSync(file, text)
  }
  const start = Layer.build(Settings.layer.pipe(Layer.provide(Layer.succeed(Places, places)))).pipe(
    Effect.map((context) => Context.get(context, Settings))
  )
  return { ...places, file, start }
})

const follow = Effect.fnUntraced(function* (settings: Settings["Service"]) {
  const seen = yield* Queue.unbounded<Config>()
  yield* settings.changes.pipe(
    Stream.runForEach((config) => Queue.offer(seen, config)),
    Effect.forkScoped({ startImmediately: true })
  )
  return (fits: (config: Config) => boolean) =>
    Queue.take(seen).pipe(Effect.timeout("5 seconds"), Effect.repeat({ until: fits }))
})

const live = (name: string, test: () => Effect.Effect<void, Cause.TimeoutError, Scope.Scope>) => it.live(name, test)

describe("Settings", () => {
  live("without a file everything is at its default, and nothing is written", () =>
    Effect.gen(function* () {
      const { start, base } = yield* world()
      const settings = yield* start
      assert.deepStrictEqual(yield* settings.current, {})
      assert.isNull(yield* settings.problem)
      assert.deepStrictEqual(readdirSync(base), [])
    })
  )

  live("applies the file live: made, edited in place, replaced, removed", () =>
    Effect.gen(function* () {
      const { start, file, configDirectory } = yield* world()
      const until = yield* follow(yield* start)
      mkdirSync(configDirectory, { recursive: true })
      writeFileSync(file, '{"theme": "nord"}')
      yield* until((config) => config.theme === "nord")
      writeFileSync(file, '{"theme": "dracula"}')
      yield* until((config) => config.theme === "dracula")
      writeFileSync(`${file}.new`, '{"theme": "kanagawa", "sidebarWidth": 30}')
      renameSync(`${file}.new`, file)
      yield* until((config) => config.theme === "kanagawa" && config.sidebarWidth === 30)
      renameSync(file, `${file}.away`)
      yield* until((config) => config.theme === undefined)
    })
  )

  live("a broken file keeps what held, is named by line, is not written over, and is taken up when mended", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world('{"theme": "nord"}')
      const settings = yield* start
      const until = yield* follow(settings)
      const broken = '{\n  "theme": "dracula"\n  "sidebarWidth": 30\n}'
      writeFileSync(file, broken)
      yield* settings.problem.pipe(Effect.delay("5 millis"), Effect.repeat({ until: (problem) => problem !== null }))
      assert.strictEqual(yield* settings.problem, `${file}:3: expected "," or "}", found "\\""`)
      assert.strictEqual((yield* settings.current).theme, "nord")
      yield* settings.set("sidebarWidth", 44)
      assert.strictEqual(readFileSync(file, "utf8"), broken)
      assert.strictEqual((yield* settings.current).sidebarWidth, 44)
      writeFileSync(file, '{"theme": "dracula", "sidebarWidth": 30}')
      yield* until((config) => config.theme === "dracula" && config.sidebarWidth === 30)
      assert.isNull(yield* settings.problem)
    })
  )

  live("S35: set changes one key, keeps unknown keys, style, comments and mode, and leaves no other file", () =>
    Effect.gen(function* () {
      const text = '{\n\t// mine\n\t"future": [1, 2],\n\t"theme": "nord"\n}\n'
      const { start, file, configDirectory } = yield* world(text)
      chmodSync(file, 0o640)
      const settings = yield* start
      yield* settings.set("theme", "dracula")
      yield* settings.set("sidebarWidth", 50)
      assert.strictEqual(
        readFileSync(file, "utf8"),
        '{\n\t// mine\n\t"future": [1, 2],\n\t"theme": "dracula",\n\t"sidebarWidth": 50\n}\n'
      )
      assert.strictEqual(statSync(file).mode & 0o777, 0o640)
      assert.deepStrictEqual(readdirSync(configDirectory), ["config.json"])
      assert.deepStrictEqual(yield* settings.current, { theme: "dracula", sidebarWidth: 50 })
    })
  )

  live("S35: two daemons that set keys at the same time lose none of them", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world("{}")
      const [one, two] = [yield* start, yield* start]
      const all = Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? one.set("sidebarWidth", 20 + index) : two.set("detailPanelHeight", 4 + index)
      )
      yield* Effect.all([one.set("theme", "nord"), two.set("density", "compact"), ...all], { concurrency: "unbounded" })
      const written = JSON.parse(readFileSync(file, "utf8"))
      assert.hasAllKeys(written, ["theme", "density", "sidebarWidth", "detailPanelHeight"])
    })
  )

  live("a new file names its schema", () =>
    Effect.gen(function* () {
      const { start, file } = yield* world()
      const settings = yield* start
      yield* settings.set("theme", "nord")
      assert.deepStrictEqual(JSON.parse(readFileSync(file, "utf8")), {
        $schema: "file:///opt/opensessions/config.schema.json",
        theme: "nord"
      })
    })
  )

  live("a symlinked file is followed: its target is watched and written, the link stays", () =>
    Effect.gen(function* () {
      const { start, file, base, configDirectory } = yield* world()
      const dotfiles = join(base, "dotfiles")
      mkdirSync(dotfiles)
      mkdirSync(configDirectory, { recursive: true })
      writeFileSync(join(dotfiles, "os.json"), '{"theme": "nord"}')
      symlinkSync("../../dotfiles/os.json", file)
      const settings = yield* start
      const until = yield* follow(settings)
      writeFileSync(join(dotfiles, "os.json"), '{"theme": "dracula"}')
      yield* until((config) => config.theme === "dracula")
      yield* settings.set("sidebarWidth", 33)
      assert.deepStrictEqual(JSON.parse(readFileSync(join(dotfiles, "os.json"), "utf8")), {
        theme: "dracula",
        sidebarWidth: 33
      })
      assert.strictEqual(readFileSync(file, "utf8"), readFileSync(join(dotfiles, "os.json"), "utf8"))
    })
  )

  live(
    "S90: where nothing can be written the value holds in memory, the problem says why, and it is written later",
    () =>
      Effect.gen(function* () {
        const { start, file, configDirectory, base } = yield* world()
        // A file where the directory should be: refused to every user, root included.
        mkdirSync(join(base, "config"), { recursive: true })
        writeFileSync(configDirectory, "")
        const settings = yield* start
        yield* settings.set("sidebarWidth", 40)
        assert.strictEqual((yield* settings.current).sidebarWidth, 40)
        assert.include((yield* settings.problem) ?? "", "can't be written")
        assert.isTrue(existsSync(configDirectory))
        rmSync(configDirectory)
        yield* settings.problem.pipe(Effect.delay("5 millis"), Effect.repeat({ until: (problem) => problem === null }))
        assert.strictEqual(JSON.parse(readFileSync(file, "utf8")).sidebarWidth, 40)
      })
  )
})

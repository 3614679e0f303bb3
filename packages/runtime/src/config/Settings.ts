/** `config.json`: read at start, applied live, never overwritten when broken (CONTRACT 2). */
import { Context, Effect, Layer, Result, Semaphore, Stream, SubscriptionRef } from "effect"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Config } from "./Config.ts"
import { setJsonMember } from "./editJsonText.ts"
import { type JsonText, parseJsonText } from "./jsonText.ts"
import { Places } from "./Places.ts"
import { type ConfigReading, readConfig } from "./readConfig.ts"
import { readTextFile, withFileLock, writeTextFile } from "./TextFile.ts"
import { textFileChanges } from "./watchTextFile.ts"

export type { Config } from "./Config.ts"

interface Known {
  readonly text: string | null
  /** What the file says, or said when it was last whole. */
  readonly file: Config
  /** What was set and is not in the file, because that could not be written. */
  readonly unwritten: Config
  readonly problem: string | null
}

const noJson: JsonText = { value: {}, members: [], opening: -1, closing: -1, trailingComma: false }

const parsedOf = (text: string): JsonText => Result.getOrElse(parseJsonText(text), () => noJson)

const configOf = ({ file, unwritten }: Known): Config => ({ ...file, ...unwritten })

export class Settings extends Context.Service<
  Settings,
  {
    readonly current: Effect.Effect<Config>
    /** The current settings first, then each change of them or of `problem`. */
    readonly changes: Stream.Stream<Config>
    /** What is wrong with the file now, with file, line and reason; null where it is fine. */
    readonly problem: Effect.Effect<string | null>
    /** Writes one key atomically and keeps everything else in the file. Where that can't be, the value still holds. */
    set<K extends keyof Config>(key: K, value: NonNullable<Config[K]>): Effect.Effect<void>
  }
>()("@opensessions/runtime/config/Settings") {
  static readonly layer = Layer.effect(
    Settings,
    Effect.gen(function* () {
      const { configDirectory, installation } = yield* Places
      const path = join(configDirectory, "config.json")
      const schema = pathToFileURL(join(installation, "config.schema.json")).href
      const known = yield* SubscriptionRef.make<Known>({ text: null, file: {}, unwritten: {}, problem: null })
      const oneAtATime = yield* Semaphore.make(1)

      const take = (text: string | null, { config, problem, parsed }: ConfigReading) =>
        SubscriptionRef.update(known, (before) => {
          const same = text === before.text
          const unwritten = parsed === null || same ? before.unwritten : {}
          const unsaid = same && Object.keys(unwritten).length > 0 ? before.problem : null
          return {
            text,
            // A broken file changes nothing until it is mended.
            file: parsed === null ? before.file : config,
            unwritten,
            problem: problem === null ? unsaid : `${path}:${problem}`
          }
        })

      const read = readTextFile(path).pipe(
        Effect.flatMap((text) => take(text, readConfig(text ?? ""))),
        Effect.catch((error) => SubscriptionRef.update(known, (before) => ({ ...before, problem: error.message }))),
        oneAtATime.withPermits(1)
      )

      const write = Effect.fnUntraced(function* (values: Config) {
        const text = yield* readTextFile(path)
        const reading = readConfig(text ?? "")
        yield* take(text, reading)
        if (reading.parsed === null) return false
        const { unwritten } = yield* SubscriptionRef.get(known)
        const first = text === null ? { $schema: schema } : {}
        let after = text ?? ""
        for (const [name, one] of Object.entries({ ...first, ...unwritten, ...values }))
          after = setJsonMember(after, parsedOf(after), name, one)
        if (after !== text) yield* writeTextFile(path, after)
        yield* take(after, readConfig(after))
        return true
      }, withFileLock(path))

      const set = Effect.fn("Settings.set")(function* (key: keyof Config, value: unknown) {
        const hold = (problem: (before: Known) => string | null) =>
          SubscriptionRef.update(known, (before) => ({
            ...before,
            unwritten: { ...before.unwritten, [key]: value },
            problem: problem(before)
          }))
        yield* write({ [key]: value }).pipe(
          Effect.flatMap((written) => (written ? Effect.void : hold((before) => before.problem))),
          Effect.catch((error) => hold(() => error.message)),
          oneAtATime.withPermits(1)
        )
      })

      /** What could not be written before. */
      const catchUp = SubscriptionRef.get(known).pipe(
        Effect.flatMap(({ unwritten }) => (Object.keys(unwritten).length === 0 ? Effect.void : write({}))),
        Effect.ignore,
        oneAtATime.withPermits(1)
      )

      yield* read
      yield* Effect.addFinalizer(() => catchUp)
      yield* textFileChanges(path).pipe(
        Stream.runForEach(() => Effect.andThen(read, catchUp)),
        Effect.forkScoped
      )
      yield* SubscriptionRef.changes(known).pipe(
        Stream.map(({ problem }) => problem),
        Stream.changes,
        Stream.runForEach((problem) => (problem === null ? Effect.void : Effect.logWarning(problem))),
        Effect.forkScoped
      )

      return Settings.of({
        current: Effect.map(SubscriptionRef.get(known), configOf),
        changes: SubscriptionRef.changes(known).pipe(
          Stream.map((now) => ({ config: configOf(now), problem: now.problem })),
          Stream.changes,
          Stream.map(({ config }) => config)
        ),
        problem: Effect.map(SubscriptionRef.get(known), ({ problem }) => problem),
        set
      })
    })
  )
}

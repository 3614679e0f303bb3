/** Reads the files of Amp's threads, and tells whose they are. */
import { Clock, Effect, Option, Stream } from "effect"
import { statSync } from "node:fs"
import { basename, join } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import { listDirectory } from "../../files/listDirectory.ts"
import { startSlackMillis } from "../AgentProcess.ts"
import type { PaneWatch } from "../PaneAgent.ts"
import type { LiveAmp } from "./LiveAmp.ts"
import { ownerOf } from "./matchThread.ts"
import { type AmpThread, decodeThread } from "./threadDocument.ts"

export interface ThreadServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly count: (type: string) => Effect.Effect<void>
}

/** A thread is written as a whole with each change, many times while an answer streams. */
export const filePauseMillis = 50
/** A reading is followed by a rest of so many times its length: decoding a long thread takes 10 ms a megabyte. */
const restFactor = 19
/** A thread longer than this is told by its title alone. */
const maxThreadBytes = 32 * 1024 * 1024
/** Something half-written is tried again, not for ever. */
export const againMillis = 100
const wholeMillis = 1_000

const isThreadFile = (path: string): boolean => /^T-[\w-]+\.json$/.test(basename(path))

const modifiedAt = (path: string): number => {
  try {
    return Math.floor(statSync(path).mtimeMs)
  } catch {
    return 0
  }
}

const sameTurn = (one: AmpThread | null, other: AmpThread): boolean =>
  one?.id === other.id && one.turn?.status === other.turn?.status && one.turn?.detail === other.turn?.detail

/** The threads below each data directory; `within` gives the processes that use one. */
export const makeThreadFiles = (services: ThreadServices, within: (data: string) => ReadonlyArray<LiveAmp>) => {
  const restsUntil = new Map<string, number>()

  const take = Effect.fnUntraced(function* (watch: PaneWatch, live: LiveAmp, thread: AmpThread, changedAt: number) {
    if (!sameTurn(live.thread, thread)) {
      live.changedAt = changedAt
      if (thread.unknown !== null) yield* services.count(thread.unknown)
    }
    live.thread = thread
    yield* watch.speak(live.process)
  })

  const readFile = (watch: PaneWatch, data: string, path: string): Effect.Effect<void> =>
    Effect.gen(function* () {
      const begun = yield* Clock.currentTimeMillis
      const rests = (restsUntil.get(path) ?? 0) - begun
      if (rests > 0) return yield* watch.later(`read ${path}`, rests, readFile(watch, data, path))
      const changedAt = modifiedAt(path)
      const text = Option.getOrNull(yield* Effect.option(services.tail.text(path, maxThreadBytes)))
      const thread = text === null ? null : decodeThread(text)
      const ended = yield* Clock.currentTimeMillis
      restsUntil.set(path, ended + (ended - begun) * restFactor)
      if (thread === null) {
        const mayBecomeWhole = text !== null && begun - changedAt < wholeMillis
        if (mayBecomeWhole) yield* watch.later(`again ${path}`, againMillis, readFile(watch, data, path))
        return
      }
      const owner = ownerOf(thread, changedAt, within(data))
      if (owner !== null) yield* take(watch, owner, thread, changedAt)
    })

  /** Threads that a process of now may have written, the oldest first. */
  const readAll = Effect.fnUntraced(function* (watch: PaneWatch, data: string) {
    const folder = join(data, "threads")
    const since = Math.min(...within(data).map(({ process }) => process.startedAt)) - startSlackMillis
    const files = (yield* listDirectory(folder))
      .filter(isThreadFile)
      .map((name) => ({ path: join(folder, name), at: modifiedAt(join(folder, name)) }))
      .filter(({ at }) => at >= since)
      .sort((one, other) => one.at - other.at)
    for (const { path } of files) yield* readFile(watch, data, path)
  })

  return {
    readAll,
    read: (watch: PaneWatch, data: string, threadId: string) =>
      readFile(watch, data, join(data, "threads", `${threadId}.json`)),
    follow: (watch: PaneWatch, data: string) =>
      Stream.runForEach(services.files.entries(join(data, "threads"), filePauseMillis), (batch) => {
        const paths = batch.flatMap(({ kind, path }) => (kind === "delete" || !isThreadFile(path) ? [] : path))
        const read = Effect.forEach(paths, (path) => readFile(watch, data, path), { discard: true })
        return watch.soon(batch.length === 0 ? readAll(watch, data) : read)
      })
  }
}

/** Locks, rollouts, prompt history and databases. */
import { Clock, Effect, Option } from "effect"
import { statSync } from "node:fs"
import { basename, join } from "node:path"
import { listDirectory } from "../../files/listDirectory.ts"
import { numberAt, parseObject, stringAt } from "../../files/jsonFields.ts"
import { seatOf } from "./bindSeat.ts"
import type { CodexHome } from "./CodexHome.ts"
import { bornAt, lockThread, rolloutThread } from "./codexPaths.ts"
import type { ChangedPaths, CodexWatch } from "./CodexWatch.ts"
import { followThread, looseSeats, syncThreads } from "./followThreads.ts"
import { askHeld } from "./heldThreads.ts"
import { judgeSeat } from "./judgeSeat.ts"
import { matchSeats } from "./matchSeats.ts"
import { readStoredThreads } from "./storedThreads.ts"
import { updateThread } from "./updateThread.ts"

const historyLimit = 16 * 1024
/** Whose thread a new one is stands in its rollout 30 ms later. */
const heldMillis = 350
/** A thread that was made this long ago at most may be one that a seat has just begun. */
const freshMillis = 60_000
/** Databases change with every record; what they say can wait for this long. */
const storedMillis = 500

const openedAt = (path: string, now: number): number => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return now
  }
}

/** After a lock went: its process may be about to end. */
const leavingMillis = [0, 30, 100, 300]
const checkLeaving = ({ table }: CodexWatch) =>
  Effect.forEach(leavingMillis, (millis) => Effect.delay(table.checkExits, millis), { discard: true })

/** A thread was taken up or let go. */
export const onLocks = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, paths: ChangedPaths) {
  const { locks } = home.paths
  const now = yield* Clock.currentTimeMillis
  const there = new Set((yield* listDirectory(locks)).flatMap((name) => lockThread(name) ?? []))
  const fresh = [...there].filter((id) => !home.locks.has(id))
  const gone = [...home.locks.keys()].filter((id) => !there.has(id))
  for (const id of gone) home.locks.delete(id)
  // What was there before us may have been left behind: its thread's own age counts.
  const age = (id: string) => (paths === null ? bornAt(id) : null) ?? openedAt(join(locks, `${id}.lock`), now)
  for (const id of fresh) home.locks.set(id, age(id))
  if (gone.length > 0 && watch.seats.size > 0) yield* watch.beside("leaving", checkLeaving(watch))
  if (fresh.length === 0 && gone.length === 0) return
  if (fresh.length > 0 && paths !== null) yield* watch.search
  yield* askHeld(watch, home, true)
  if (fresh.length === 0) return
  yield* watch.due(home, heldMillis, "held", askHeld(watch, home, false))
  if (looseSeats(watch, home).length === 0) return
  for (const id of fresh) yield* followThread(watch, home, id)
  yield* matchSeats(watch, home)
  yield* syncThreads(watch)
})

/** Threads of a folder that were made just now: their rollouts may have come before the watch stood. */
const freshRollouts = Effect.fnUntraced(function* (folder: string) {
  const since = (yield* Clock.currentTimeMillis) - freshMillis
  return (yield* listDirectory(folder)).flatMap((name) => {
    const id = rolloutThread(name)
    return id !== null && (bornAt(id) ?? 0) > since ? [id] : []
  })
})

/** Rollouts grew, or a new one is there. */
export const onRollouts = Effect.fnUntraced(function* (watch: CodexWatch, folder: string, paths: ChangedPaths) {
  const touched = paths === null ? null : new Set(paths.flatMap((path) => rolloutThread(basename(path)) ?? []))
  for (const thread of watch.threads.values()) {
    const here = thread.path === null || thread.path.startsWith(`${folder}/`)
    if (here && (touched === null || touched.has(thread.id))) yield* updateThread(watch, thread)
  }
  const fresh = touched ?? (yield* freshRollouts(folder))
  const unknown = [...fresh].filter((id) => !watch.threads.has(id))
  if (unknown.length === 0) return
  for (const home of watch.homes.values()) {
    if (!folder.startsWith(`${home.paths.sessions}/`) || looseSeats(watch, home).length === 0) continue
    yield* askHeld(watch, home, true)
    for (const id of unknown) yield* followThread(watch, home, id)
    yield* matchSeats(watch, home)
    yield* syncThreads(watch)
  }
})

const onHistory = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome) {
  const read = yield* Effect.option(watch.tail.read(home.paths.history, home.history, historyLimit))
  const isNews = home.historyRead
  home.historyRead = true
  if (Option.isNone(read)) return
  home.history = read.value.position
  if (!isNews) return
  const now = yield* Clock.currentTimeMillis
  for (const line of read.value.lines) {
    const entry = parseObject(line)
    const id = stringAt(entry, "session_id")
    if (id === null || numberAt(entry, "ts") === null) continue
    const loose = looseSeats(watch, home).length > 0
    const thread = watch.threads.get(id) ?? (loose ? yield* followThread(watch, home, id) : null)
    if (thread === null) continue
    thread.enteredAt = now
    yield* updateThread(watch, thread)
    if (loose) yield* matchSeats(watch, home)
  }
})

/** The prompt history or a database changed. */
export const onHome = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, paths: ChangedPaths) {
  if (paths === null || paths.includes(home.paths.history)) yield* onHistory(watch, home)
  const isStored = (path: string) => /^(?:state|thread_history)_\d+\.sqlite(?:-wal)?$/.test(basename(path))
  if (paths === null || paths.some(isStored)) yield* watch.due(home, storedMillis, "stored", readStored(watch, home))
})

/** Reads what the databases say of the threads that are followed. */
const readStored = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome) {
  const threads = [...watch.threads.values()].filter((thread) => thread.paths.root === home.paths.root)
  const stored = yield* Effect.sync(() =>
    readStoredThreads(
      home.paths.root,
      threads.map(({ id }) => id)
    )
  )
  for (const thread of threads) {
    const found = stored.get(thread.id)
    if (found === undefined) continue
    thread.stored = found
    if (thread.path === null) yield* updateThread(watch, thread)
    const seat = seatOf(watch, thread.id)
    if (seat !== null) yield* judgeSeat(watch, seat)
  }
})

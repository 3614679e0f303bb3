/** Which threads are followed: those that seats show, those below them, and those that a seat might show. */
import { Clock, Effect } from "effect"
import { dirname } from "node:path"
import type { CodexHome } from "./CodexHome.ts"
import { bornAt, likelyFolders, todaysFolder } from "./codexPaths.ts"
import { type CodexThread, newCodexThread } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { readRollout } from "./readRollout.ts"
import type { Seat } from "./Seat.ts"

/** Others' threads in a home are followed up to this number, the newest. */
const maxCandidates = 50

/** Seats of which nothing tells exactly what they show. */
export const looseSeats = (watch: CodexWatch, home: CodexHome): ReadonlyArray<Seat> =>
  [...watch.seats.values()].filter((seat) => seat.paths.root === home.paths.root && seat.held.length === 0)

/** Threads whose files a process in a pane has open. */
export const heldIds = (watch: CodexWatch): ReadonlySet<string> =>
  new Set([...watch.seats.values()].flatMap((seat) => seat.held))

/** Threads that are open somewhere, the newest of many. */
export const newestLocks = (home: CodexHome): ReadonlyArray<string> =>
  [...home.locks]
    .sort(([, one], [, other]) => other - one)
    .slice(0, maxCandidates)
    .map(([id]) => id)

/** The thread of this id, read from now on. */
export const followThread = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, threadId: string) {
  const known = watch.threads.get(threadId)
  if (known !== undefined) return known
  const thread = newCodexThread(home.paths, threadId)
  watch.threads.set(threadId, thread)
  yield* readRollout(watch, thread)
  return thread
})

/** Follows the threads that these started, and those below. */
const withChildren = Effect.fnUntraced(function* (watch: CodexWatch, from: ReadonlyArray<CodexThread>) {
  const all = new Set<CodexThread>()
  for (let level = from; level.length > 0;) {
    const next: Array<CodexThread> = []
    for (const thread of level) {
      if (all.has(thread)) continue
      all.add(thread)
      const home = watch.homes.get(thread.paths.root)
      if (home === undefined || thread.rollout.children.length === thread.children.length) {
        next.push(...thread.children)
        continue
      }
      const children: Array<CodexThread> = []
      for (const id of thread.rollout.children) children.push(yield* followThread(watch, home, id))
      thread.children = children
      next.push(...children)
    }
    level = next
  }
  return all
})

const openedAt = (home: CodexHome, thread: CodexThread): number => home.locks.get(thread.id) ?? bornAt(thread.id) ?? 0

/** Threads that one of the loose seats may show. */
const candidates = (watch: CodexWatch, home: CodexHome): ReadonlyArray<CodexThread> => {
  if (looseSeats(watch, home).length === 0) return []
  const held = heldIds(watch)
  return [...watch.threads.values()]
    .filter((thread) => thread.paths.root === home.paths.root && !held.has(thread.id))
    .sort((a, b) => openedAt(home, b) - openedAt(home, a))
    .slice(0, maxCandidates)
}

/** Lets go of what is not wanted any more, and watches the folders of the rest. */
export const syncThreads = Effect.fnUntraced(function* (watch: CodexWatch) {
  const now = yield* Clock.currentTimeMillis
  const shown = [...watch.seats.values()].flatMap((seat) => [
    ...(seat.thread === null ? [] : [seat.thread]),
    ...seat.held.flatMap((id) => watch.threads.get(id) ?? [])
  ])
  const wanted = yield* withChildren(watch, shown)
  const folders = new Set<string>()
  for (const home of watch.homes.values()) {
    for (const thread of candidates(watch, home)) wanted.add(thread)
    const here = [...watch.seats.values()].filter((seat) => seat.paths.root === home.paths.root)
    if (here.length > 0) folders.add(todaysFolder(home.paths, now))
    yield* watch.watchHome(home, here.length > 0)
  }
  for (const thread of watch.threads.values()) {
    if (!wanted.has(thread)) watch.threads.delete(thread.id)
    else
      folders.add(thread.path === null ? (likelyFolders(thread.paths, thread.id, now)[0] ?? "") : dirname(thread.path))
  }
  yield* watch.watchFolders(folders)
})

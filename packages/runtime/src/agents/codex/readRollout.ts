/** Finds a thread's rollout, and brings what is known of it up to date. */
import { Clock, Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { listDirectory } from "../../files/listDirectory.ts"
import type { TailRead } from "../../files/TailRead.ts"
import { likelyFolders, rolloutThread } from "./codexPaths.ts"
import type { CodexThread } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { decodeRolloutLine } from "./decodeRollout.ts"
import { emptyRollout, reduceRollout, type RolloutState } from "./rolloutState.ts"

/** What is read of a rollout that was there before us: its figures and state are at its end. */
const limit = 512 * 1024
/** Whose thread it is stands in its first line, 20 to 50 kB with the agent's own instructions. */
const headLimit = 256 * 1024

const reduceLines = Effect.fnUntraced(function* (
  from: RolloutState,
  lines: ReadonlyArray<string>,
  count: (type: string) => Effect.Effect<void>
) {
  let state = from
  for (const line of lines) {
    const record = decodeRolloutLine(line)
    if (record.kind === "unknown") yield* count(record.type)
    else if (record.kind !== "none") state = reduceRollout(state, record)
  }
  return state
})

/** What a rollout began with, where only its end was read. */
const withHead = Effect.fnUntraced(function* (watch: CodexWatch, path: string, state: RolloutState) {
  const lines = yield* Effect.orElseSucceed(watch.tail.first(path, headLimit), () => [])
  const head = yield* reduceLines(emptyRollout, lines, () => Effect.void)
  const { cwd, name, parent, role, threadId } = head
  return { ...state, threadId, role, parent, cwd: state.cwd ?? cwd, name: name ?? state.name }
})

const inFolders = Effect.fnUntraced(function* (folders: ReadonlyArray<string>, threadId: string) {
  for (const folder of folders) {
    const name = (yield* listDirectory(folder)).find((one) => rolloutThread(one) === threadId)
    if (name !== undefined) return join(folder, name)
  }
  return null
})

/** Looks where the rollout should be: what databases and daemon say, then the folders of likely days. */
export const locateRollout = Effect.fnUntraced(function* (thread: CodexThread) {
  if (thread.path !== null) return thread.path
  const told = thread.stored?.path ?? null
  if (told !== null && existsSync(told)) thread.path = told
  else thread.path = yield* inFolders(likelyFolders(thread.paths, thread.id, yield* Clock.currentTimeMillis), thread.id)
  return thread.path
})

const take = Effect.fnUntraced(function* (watch: CodexWatch, thread: CodexThread, path: string, read: TailRead) {
  const { lines, position, restarted, skipped } = read
  const fresh = thread.position === null || restarted
  thread.position = position
  if (lines.length === 0 && !restarted) return false
  const state = yield* reduceLines(fresh ? emptyRollout : thread.rollout, lines, watch.count)
  thread.rollout = fresh && skipped > 0 ? yield* withHead(watch, path, state) : state
  return true
})

/** Reads what is new. True where there was something. */
export const readRollout = Effect.fnUntraced(function* (watch: CodexWatch, thread: CodexThread) {
  const path = yield* locateRollout(thread)
  if (path === null) return false
  const read = yield* Effect.option(watch.tail.read(path, thread.position, limit))
  if (Option.isSome(read)) return yield* take(watch, thread, path, read.value)
  // It was moved to the archive, or deleted: it may be found again elsewhere.
  if (!existsSync(path)) thread.path = null
  return false
})

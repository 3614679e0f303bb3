/** Where Codex keeps its files. */
import { join } from "node:path"

/** The folders and files below one home (`CODEX_HOME`, else `~/.codex`). */
export interface CodexPaths {
  readonly root: string
  /** One folder for each day, one rollout for each thread in it. */
  readonly sessions: string
  /** One lock for each thread that a process has open. */
  readonly locks: string
  /** Every prompt, at the moment of Enter. */
  readonly history: string
  /** The control socket of the shared daemon. */
  readonly socket: string
}

export const pathsBelow = (root: string): CodexPaths => ({
  root,
  sessions: join(root, "sessions"),
  locks: join(root, "thread-writer-locks"),
  history: join(root, "history.jsonl"),
  socket: join(root, "app-server-control", "app-server-control.sock")
})

/** The home of a process with these variables; null where neither says anything. */
export const codexHome = (configured: string | null, home: string | null): string | null => {
  if (configured !== null && configured !== "") return configured
  return home === null || home === "" ? null : join(home, ".codex")
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
const rolloutName = new RegExp(`^rollout-.*-(${uuid})\\.jsonl$`, "i")
const lockName = new RegExp(`^(${uuid})\\.lock$`, "i")

/** The thread id in the name of a rollout; null for other files. */
export const rolloutThread = (name: string): string | null => rolloutName.exec(name)?.[1] ?? null

/** The thread id in the name of a writer's lock; null for other files. */
export const lockThread = (name: string): string | null => lockName.exec(name)?.[1] ?? null

/** When a thread was made: its id (UUID version 7) begins with the time. Null for ids of other kinds. */
export const bornAt = (threadId: string): number | null => {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7/i.exec(threadId) ?? []
  return high === undefined || low === undefined ? null : Number.parseInt(high + low, 16)
}

const dayMillis = 86_400_000

const dayFolder = (paths: CodexPaths, at: number): string => {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, "0")
  return join(paths.sessions, String(date.getFullYear()), two(date.getMonth() + 1), two(date.getDate()))
}

/** The folders where a thread's rollout should be: of the day it was made (its zone may be another than ours), or today's. */
export const likelyFolders = (paths: CodexPaths, threadId: string, now: number): ReadonlyArray<string> => {
  const born = bornAt(threadId)
  const days = born === null ? [now] : [born, born - dayMillis, born + dayMillis, now]
  return [...new Set(days.map((at) => dayFolder(paths, at)))]
}

/** Today's folder, where new rollouts appear. */
export const todaysFolder = (paths: CodexPaths, now: number): string => dayFolder(paths, now)

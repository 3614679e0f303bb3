/** A thread of Codex that is followed: its rollout as far as it was read, and what else is known of it. */
import type { TailPosition } from "../../files/TailRead.ts"
import { bornAt, type CodexPaths } from "./codexPaths.ts"
import type { LiveStatus } from "./liveMessage.ts"
import type { Role } from "./RolloutRecord.ts"
import { emptyRollout, type RolloutState } from "./rolloutState.ts"
import type { StoredThread } from "./storedThreads.ts"

export interface CodexThread {
  readonly id: string
  readonly paths: CodexPaths
  /** When it was made; null where its id does not tell. */
  readonly bornAt: number | null
  /** Its rollout, once it was found. */
  path: string | null
  position: TailPosition | null
  rollout: RolloutState
  /** What the shared daemon says of it, as long as it can be heard. */
  live: { readonly status: LiveStatus; readonly at: number } | null
  /** What the daemon told of it before its rollout did. */
  told: { readonly cwd: string | null; readonly role: Role; readonly parent: string | null } | null
  stored: StoredThread | null
  /** Threads that it started and that are followed. */
  children: ReadonlyArray<CodexThread>
  /** When a prompt was entered last, as the prompt history told it. */
  enteredAt: number | null
}

export const newCodexThread = (paths: CodexPaths, id: string): CodexThread => ({
  id,
  paths,
  bornAt: bornAt(id),
  path: null,
  position: null,
  rollout: emptyRollout,
  live: null,
  told: null,
  stored: null,
  children: [],
  enteredAt: null
})

/** Whose it is; null while nothing tells. */
export const roleOf = (thread: CodexThread): Role | null =>
  thread.rollout.role ?? thread.told?.role ?? thread.stored?.role ?? null

export const directoryOf = (thread: CodexThread): string | null =>
  thread.rollout.cwd ?? thread.told?.cwd ?? thread.stored?.cwd ?? null

/** Threads below it that work now. */
export const workingBelow = (thread: CodexThread): number =>
  thread.children.reduce((sum, child) => sum + (child.rollout.open ? 1 : 0) + workingBelow(child), 0)

/** Whether one of the threads below it waits for a person, who is asked in the pane of the topmost. */
export const askedBelow = (thread: CodexThread): boolean =>
  thread.children.some(
    (child) => child.live?.status === "approval" || child.live?.status === "input" || askedBelow(child)
  )

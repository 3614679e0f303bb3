/** One home of Codex that is watched, with what was read of it. */
import type { TailPosition } from "../../files/TailRead.ts"
import { type CodexPaths, pathsBelow } from "./codexPaths.ts"

/** What may be put off for a home: reading its databases, asking processes for their files, matching, listening. */
export type HomeTask = "stored" | "held" | "match" | "listen"

export interface CodexHome {
  readonly paths: CodexPaths
  /** Threads with a lock, and when it was made. */
  readonly locks: Map<string, number>
  /** How far the prompt history was read. */
  history: TailPosition | null
  /** Whether it was looked for at all: what is in it from then on is news. */
  historyRead: boolean
  /** What is put off, and until when. */
  readonly due: Map<HomeTask, number>
  /** Screens that were asked for a thread's prompt without an answer: they are not asked again for the same turn. */
  readonly asked: Set<string>
}

export const newCodexHome = (root: string): CodexHome => ({
  paths: pathsBelow(root),
  locks: new Map(),
  history: null,
  historyRead: false,
  due: new Map(),
  asked: new Set()
})

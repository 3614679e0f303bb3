/** Everything that is known of the thread that one process has open. */
import { activityOf, beginsTurn, type LiveRecord } from "./liveRecord.ts"
import type { ScreenState } from "./screen.ts"
import type { TitleState } from "./title.ts"
import { emptyTranscript, type TranscriptState } from "./transcriptState.ts"

/** A statement with the moment at which it was first seen. */
export interface Seen<A> {
  readonly state: A
  readonly at: number
}

export interface ThreadFacts {
  readonly record: LiveRecord
  /** Whether the process keeps a live record; versions before 2.1.139 do not. */
  readonly recorded: boolean
  /** The process and its ancestors, nearest first. */
  readonly lineage: ReadonlyArray<number>
  /** Real path of the working directory. */
  readonly cwd: string | null
  /** When the current or last turn began; null where it was not seen. Outcomes from before belong to another turn. */
  readonly turnAt: number | null
  readonly transcript: TranscriptState
  /** The last slash command in the prompt history, where it came after the last prompt. */
  readonly command: { readonly name: string; readonly at: number } | null
  readonly title: Seen<TitleState> | null
  readonly screen: Seen<ScreenState> | null
}

/** A process that was just found. */
export const newFacts = (
  record: LiveRecord,
  recorded: boolean,
  lineage: ReadonlyArray<number>,
  cwd: string | null
): ThreadFacts => ({
  record,
  recorded,
  lineage,
  cwd,
  turnAt: turnStart(null, record),
  transcript: emptyTranscript,
  command: null,
  title: null,
  screen: null
})

const turnStart = (before: LiveRecord | null, after: LiveRecord): number | null =>
  beginsTurn(before, after) ? after.statusAt : null

const setBackMillis = 1_000

/** The clock was set back: what comes now is older than the turn's start, and belongs to it. */
const wasSetBack = ({ statusAt: before }: LiveRecord, { statusAt }: LiveRecord): boolean =>
  before !== null && statusAt !== null && statusAt < before - setBackMillis

/** The live record was written. Another thread id means another thread: only process, place and title stay. */
export const withRecord = (facts: ThreadFacts, record: LiveRecord, recorded = true): ThreadFacts => {
  const turnAt = turnStart(facts.record, record) ?? (wasSetBack(facts.record, record) ? null : facts.turnAt)
  const next = { ...facts, record, recorded, turnAt, screen: record.status === null ? facts.screen : null }
  return record.threadId === facts.record.threadId ? next : { ...next, transcript: emptyTranscript, command: null }
}

/** The title, with the moment of its last change. When its glyph begins to turn, what the screen showed is over. */
export const withTitle = (facts: ThreadFacts, title: TitleState | null, now: number): ThreadFacts => {
  const before = facts.title?.state ?? null
  if (before?.working === title?.working && before?.topic === title?.topic) return facts
  const screen = title?.working === true ? null : facts.screen
  return { ...facts, screen, title: title === null ? null : { state: title, at: now } }
}

/** Whether the thread works or waits for a person as far as its live record says; null where there is none. */
export const isAtWork = (facts: ThreadFacts): boolean | null => {
  if (!facts.recorded) return null
  switch (activityOf(facts.record)) {
    case "working":
    case "waiting":
      return true
    case "rest":
      return false
    case "unknown":
      return null
  }
}

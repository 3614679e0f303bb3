/** Sessions as they were read last; one that did not change since is not read again. */
import type { SqliteReader } from "../../files/readSqlite.ts"
import { changeCount, childSessions, readSessionEnd } from "./readSession.ts"
import type { SessionEnd } from "./SessionRecord.ts"
import { isWorking, type Turn, turnOf, withChildren } from "./sessionState.ts"

export interface SessionReading {
  readonly end: SessionEnd
  readonly turn: Turn | null
  /** Subagents at work. */
  readonly subagents: number
}

interface Kept {
  /** Null where it does not tell of all changes. */
  readonly count: number | null
  readonly changedAt: number
  readonly reading: SessionReading
}

/** The count of changes and the changes themselves may be committed apart. */
const settleMillis = 500
const maxDepth = 3
const maxKept = 256

export class SessionReadings {
  private readonly kept = new Map<string, Kept>()

  read(reader: SqliteReader, id: string, now: number): SessionReading {
    const before = this.kept.get(id)
    const count = changeCount(reader, id)
    if (before !== undefined && count !== null && before.count === count && now - before.changedAt > settleMillis)
      return before.reading
    const reading = this.readAnew(reader, id, 0, before?.reading.end ?? null)
    // Subagents have counts of their own.
    const changedAt = before?.count === count ? before.changedAt : now
    this.kept.delete(id)
    this.kept.set(id, { count: reading.turn?.delegates === true ? null : count, changedAt, reading })
    for (const [oldest] of this.kept) if (this.kept.size > maxKept) this.kept.delete(oldest)
    return reading
  }

  private readAnew(reader: SqliteReader, id: string, depth: number, before: SessionEnd | null): SessionReading {
    const end = readSessionEnd(reader, id, before)
    const turn = turnOf(end)
    if (turn === null || !turn.delegates || depth >= maxDepth) return { end, turn, subagents: 0 }
    const children = childSessions(reader, id)
      .filter(({ createdAt }) => createdAt >= turn.at)
      .flatMap((child) => this.readAnew(reader, child.id, depth + 1, null).turn ?? [])
      .filter(isWorking)
    return { end, turn: withChildren(turn, children), subagents: children.length }
  }
}

/** The processes of a product and their sessions: who shows which, and what each does. */
import { readSqlite } from "../../files/readSqlite.ts"
import { realPath } from "../../files/realPath.ts"
import { assignSessions, type Candidate, topicStart } from "./assignSessions.ts"
import type { LiveSession } from "./LiveSession.ts"
import { type Product, titleTopic } from "./Product.ts"
import { newestSessions, readSessionEnd, sessionById, sessionsTitled } from "./readSession.ts"
import { SessionReadings } from "./SessionReadings.ts"
import type { SessionRow } from "./SessionRecord.ts"
import { unknownIn } from "./sessionState.ts"

/** A new session that several processes may show, and what their screens are searched for. */
export interface OpenDoubt {
  readonly session: SessionRow
  readonly lives: ReadonlyArray<LiveSession>
  readonly prompt: string | null
}

export interface BookReading {
  readonly doubts: ReadonlyArray<OpenDoubt>
  /** Queries that this version of the database does not answer. */
  readonly refused: number
  /** Words that are new in what was read. */
  readonly unknown: ReadonlyArray<string>
}

const maxDirectories = 256

/** Lets a process show this session from now on, or none. */
export const show = (live: LiveSession, session: SessionRow | null): void => {
  live.session = session
  live.end = null
  live.turn = null
  live.subagents = 0
  live.screen = null
  live.doubtfulSince = null
}

export class SessionBook {
  readonly lives = new Map<number, LiveSession>()
  private readonly readings = new SessionReadings()
  /** Real paths of directories as sessions have them. */
  private readonly directories = new Map<string, string>()
  private readonly product: Product

  constructor(product: Product) {
    this.product = product
  }

  topicOf({ process }: LiveSession): string | null {
    return titleTopic(this.product, process.pane?.title ?? "")
  }

  using(database: string): ReadonlyArray<LiveSession> {
    return [...this.lives.values()].filter((live) => live.database === database)
  }

  /** Reads a database for all processes that use it. Null where it can't be read now. */
  read(database: string, now: number): BookReading | null {
    const lives = this.using(database)
    return readSqlite(database, (reader) => {
      const rows = new Map(newestSessions(reader).map((row) => [row.id, row]))
      for (const live of lives) {
        if (live.session !== null) live.session = sessionById(reader, live.session.id) ?? live.session
        const start = topicStart(this.topicOf(live) ?? "")
        if (start === "" || live.session?.title.startsWith(start) === true) continue
        for (const row of sessionsTitled(reader, start)) rows.set(row.id, row)
      }
      // A session may have been begun through a symbolic link; a process has the real path.
      const directories = new Set(lives.map(({ process }) => process.directory))
      const { assigned, doubts } = assignSessions(
        lives.map((live) => this.candidate(live)),
        [...rows.values()].map((row) =>
          directories.has(row.directory) || row.directory === ""
            ? row
            : { ...row, directory: this.realDirectory(row.directory) }
        )
      )
      for (const { pid, session } of assigned) {
        for (const other of lives) if (other.session?.id === session.id) show(other, null)
        const live = this.lives.get(pid)
        if (live !== undefined) show(live, session)
      }
      const unknown: Array<string> = []
      for (const live of lives) {
        // While the files are being replaced a session may be missing: what was read before holds.
        if (live.session === null || sessionById(reader, live.session.id) === null) continue
        const { end, subagents, turn } = this.readings.read(reader, live.session.id, now)
        if (turn === null || turn.at !== live.turn?.at || turn.status !== live.turn.status) live.screen = null
        if (end !== live.end) unknown.push(...unknownIn(end))
        live.end = end
        live.turn = turn
        live.subagents = subagents
      }
      const open = doubts.map(({ pids, session }) => ({
        session,
        lives: lives.filter(({ process }) => pids.includes(process.pid)),
        prompt: readSessionEnd(reader, session.id, null).prompt
      }))
      return { doubts: open, refused: reader.refused, unknown }
    })
  }

  private realDirectory(directory: string): string {
    const known = this.directories.get(directory)
    if (known !== undefined) return known
    if (this.directories.size >= maxDirectories) this.directories.clear()
    const real = realPath(directory)
    this.directories.set(directory, real)
    return real
  }

  private candidate(live: LiveSession): Candidate {
    const { directory, pid, startedAt } = live.process
    return { pid, directory, startedAt, topic: this.topicOf(live), session: live.session, left: live.left }
  }
}

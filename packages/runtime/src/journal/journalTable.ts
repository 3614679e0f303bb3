/** The statements on the journal's tables, for the daemon and for a reader without one. */
import { AgentStatus } from "@opensessions/protocol/Agent"
import type { HistoryEntry } from "@opensessions/protocol/History"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { SqlClient } from "effect/sql"

/** What is kept: the youngest of this many, and nothing that is older; of all tmux servers together. */
export const journalBounds = { entries: 50_000, days: 90 } as const

const dayMillis = 86_400_000

interface Row {
  readonly at: number
  readonly session: string
  readonly session_id: string
  readonly agent: string
  readonly thread_id: string
  readonly thread_name: string | null
  readonly pane_id: string | null
  readonly status: string | null
  readonly reason: string | null
}

const statuses: ReadonlySet<string | null> = new Set([...AgentStatus.literals, null])

const isStatus = (status: string | null): status is HistoryEntry["status"] => statuses.has(status)

/** The table is strict and ours; a whole `Schema` for each of 50,000 rows would hold the daemon up for half a second. */
const entriesOf = (rows: ReadonlyArray<Row>): ReadonlyArray<HistoryEntry> =>
  rows.flatMap(({ agent, at, pane_id, reason, session, session_id, status, thread_id, thread_name }) =>
    // A state of a newer version is passed over.
    isStatus(status)
      ? [
          {
            at,
            session,
            sessionId: session_id as SessionId,
            agent,
            threadId: thread_id,
            threadName: thread_name,
            paneId: pane_id as PaneId | null,
            status,
            reason
          }
        ]
      : []
  )

const columns = "at, session, session_id, agent, thread_id, thread_name, pane_id, status, reason"

/** Adds entries in one transaction and takes away what is too old or too much. */
export const writeEntries = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  server: number,
  entries: ReadonlyArray<HistoryEntry>
) {
  const insert = Effect.forEach(entries, (entry) => {
    const { agent, at, paneId, reason, session, sessionId, status, threadId, threadName } = entry
    return sql`INSERT INTO journal (server, ${sql.literal(columns)}) VALUES
      (${server}, ${Math.round(at)}, ${session}, ${sessionId}, ${agent}, ${threadId}, ${threadName}, ${paneId}, ${status}, ${reason})`
  })
  yield* sql.withTransaction(insert)
})

export const prune = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, now: number) {
  yield* sql`DELETE FROM journal WHERE at < ${now - journalBounds.days * dayMillis}`
  yield* sql`DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ${journalBounds.entries}`
})

export interface Question {
  readonly since: number
  /** A session's name or id; null for all. */
  readonly session: string | null
}

/** Oldest first; with the last one before `since` of each thread, which tells how it stood then. */
export const readEntries = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  server: number,
  { session, since }: Question
) {
  const rows = yield* sql<Row>`
    SELECT ${sql.literal(columns)} FROM journal WHERE server = ${server}
      AND (${session} IS NULL OR session = ${session} OR session_id = ${session})
      AND (at >= ${since} OR id IN (
        SELECT max(id) FROM journal WHERE server = ${server} AND at < ${since} GROUP BY agent, thread_id))
    ORDER BY at, id`
  return entriesOf(rows)
})

/** How each thread stood at last; those that have gone are not there. */
export const readStanding = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, server: number) {
  const rows = yield* sql<Row>`
    SELECT ${sql.literal(columns)} FROM journal WHERE status IS NOT NULL AND id IN (
      SELECT max(id) FROM journal WHERE server = ${server} GROUP BY agent, thread_id)`
  return entriesOf(rows)
})

export const writeEnd = (sql: SqlClient.SqlClient, server: number, at: number) =>
  sql`INSERT OR REPLACE INTO journal_end VALUES (${server}, ${at})`

/** The last moment of which the journal knows anything; 0 where it is empty. */
export const lastMoment = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, server: number) {
  const rows = yield* sql<{ at: number | null }>`
    SELECT max(at) AS at FROM (
      SELECT max(at) AS at FROM journal WHERE server = ${server}
      UNION ALL SELECT at FROM journal_end WHERE server = ${server})`
  return rows[0]?.at ?? 0
})

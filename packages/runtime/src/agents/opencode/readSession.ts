/** Reads sessions from the database. Tolerant: what a query or a record does not have is absent and spoils nothing else. */
import type { SqliteReader, SqliteRow } from "../../files/readSqlite.ts"
import type { MessageRecord, SessionEnd, SessionRow, ToolRecord } from "./SessionRecord.ts"

const maxPrompt = 4_000
const maxError = 400
/** Enough to find the last answer behind prompts that were sent while it was given. */
const newestMessages = 6

const text = (value: unknown): string | null => (typeof value === "string" ? value : null)
const number = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : typeof value === "bigint" ? Number(value) : null

const sessionRow = (row: SqliteRow): ReadonlyArray<SessionRow> => {
  const id = text(row.id)
  if (id === null) return []
  return [
    {
      id,
      parentId: text(row.parent_id),
      directory: text(row.directory) ?? "",
      title: text(row.title) ?? "",
      createdAt: number(row.time_created) ?? 0,
      updatedAt: number(row.time_updated) ?? 0,
      archived: number(row.time_archived) !== null,
      tokensInput: number(row.tokens_input) ?? 0,
      tokensOutput: number(row.tokens_output) ?? 0
    }
  ]
}

/** Sessions that a condition of ours selects. */
const sessions = (reader: SqliteReader, condition: string, ...values: ReadonlyArray<string | number>) =>
  reader.rows(`SELECT * FROM session WHERE ${condition}`, ...values).flatMap(sessionRow)

/** The newest sessions of all directories. Their ids fall with time, so the index alone finds them. */
export const newestSessions = (reader: SqliteReader): ReadonlyArray<SessionRow> => {
  const ids = reader.rows("SELECT id FROM session ORDER BY id LIMIT 24").flatMap((row) => text(row.id) ?? [])
  return ids.flatMap((id) => sessions(reader, "id = ?", id))
}

export const sessionById = (reader: SqliteReader, id: string): SessionRow | null =>
  sessions(reader, "id = ?", id)[0] ?? null

/** The sessions with a title that begins so, last used first. Reads the whole table: for a title that is new only. */
export const sessionsTitled = (reader: SqliteReader, start: string): ReadonlyArray<SessionRow> =>
  sessions(
    reader,
    "parent_id IS NULL AND substr(title, 1, ?) = ? ORDER BY time_updated DESC LIMIT 8",
    start.length,
    start
  )

/** The subagents' sessions of a session, newest first. */
export const childSessions = (reader: SqliteReader, id: string): ReadonlyArray<SessionRow> =>
  sessions(reader, "parent_id = ? ORDER BY time_created DESC LIMIT 16", id)

/** Counts the changes of a session; null where this version keeps no count. */
export const changeCount = (reader: SqliteReader, id: string): number | null =>
  number(reader.rows("SELECT seq FROM event_sequence WHERE aggregate_id = ?", id)[0]?.seq)

/** Fields of a JSON column, taken out by SQLite: the outputs of tools, which may be large, never come here. */
const fields = (paths: Readonly<Record<string, string>>): string =>
  Object.entries(paths)
    .map(([name, path]) => `CASE WHEN json_valid(data) THEN json_extract(data, '$.${path}') END AS ${name}`)
    .join(", ")

const messageFields = fields({
  role: "role",
  created: "time.created",
  completed: "time.completed",
  finish: "finish",
  error: "error.name",
  error_status: "error.data.statusCode",
  error_message: "error.data.message",
  answered_by: "modelID",
  asked_of: "model.modelID",
  tokens_total: "tokens.total",
  tokens_input: "tokens.input",
  tokens_read: "tokens.cache.read",
  tokens_write: "tokens.cache.write",
  summary: "summary"
})

const contextOf = (row: SqliteRow): number | null => {
  const used = (number(row.tokens_input) ?? 0) + (number(row.tokens_read) ?? 0) + (number(row.tokens_write) ?? 0)
  return used > 0 ? used : null
}

const message = (row: SqliteRow): ReadonlyArray<MessageRecord> => {
  const id = text(row.id)
  const role = row.role
  if (id === null || (role !== "user" && role !== "assistant")) return []
  const error = text(row.error)
  return [
    {
      id,
      role,
      createdAt: number(row.created) ?? number(row.time_created) ?? 0,
      completedAt: number(row.completed),
      finish: text(row.finish),
      error:
        error === null
          ? null
          : {
              name: error,
              status: number(row.error_status),
              message: (text(row.error_message) ?? "").slice(0, maxError)
            },
      model: text(row.answered_by) ?? text(row.asked_of),
      context: contextOf(row),
      compacting: row.role === "assistant" && row.summary === 1
    }
  ]
}

const toolFields = fields({
  type: "type",
  tool: "tool",
  status: "state.status",
  metadata: "state.metadata",
  error: "state.error",
  started: "state.time.start"
})

const tool = (row: SqliteRow): ReadonlyArray<ToolRecord> => {
  if (row.type !== "tool") return []
  const metadata = text(row.metadata)
  return [
    {
      tool: text(row.tool) ?? "",
      status: text(row.status) ?? "",
      begun: metadata !== null && metadata !== "{}",
      error: text(row.error)?.slice(0, maxError) ?? null,
      startedAt: number(row.started)
    }
  ]
}

const promptFields = fields({ type: "type", text: "text", synthetic: "synthetic" })

/** What the person wrote; texts that the program added itself are marked. */
const promptOf = (reader: SqliteReader, messageId: string): string | null => {
  const rows = reader.rows(`SELECT ${promptFields} FROM part WHERE message_id = ? ORDER BY id`, messageId)
  for (const row of rows) {
    if (row.type === "text" && row.synthetic !== 1) return text(row.text)?.slice(0, maxPrompt) ?? null
  }
  return null
}

/** Reads the end of a session's conversation. */
export const readSessionEnd = (reader: SqliteReader, id: string): SessionEnd => {
  const messages = reader
    .rows(
      `SELECT id, time_created, ${messageFields} FROM message WHERE session_id = ? ` +
        "ORDER BY time_created DESC, id DESC LIMIT ?",
      id,
      newestMessages
    )
    .flatMap(message)
  const answer = messages.find(({ role }) => role === "assistant")
  const tools =
    answer === undefined
      ? []
      : reader.rows(`SELECT ${toolFields} FROM part WHERE message_id = ? ORDER BY id`, answer.id).flatMap(tool)
  let prompt: string | null = null
  for (const { id: messageId, role } of messages) {
    if (role === "user") prompt = promptOf(reader, messageId)
    if (prompt !== null) break
  }
  // A long turn has more answers than were read: its prompt stands before them.
  return { messages, tools, prompt: prompt ?? earlierPrompt(reader, id) }
}

const earlierPrompt = (reader: SqliteReader, id: string): string | null => {
  const rows = reader.rows(
    "SELECT id FROM message WHERE session_id = ? AND json_valid(data) AND json_extract(data, '$.role') = 'user' " +
      "ORDER BY time_created DESC, id DESC LIMIT 3",
    id
  )
  for (const row of rows) {
    const prompt = promptOf(reader, text(row.id) ?? "")
    if (prompt !== null) return prompt
  }
  return null
}

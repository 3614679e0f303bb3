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

/**
 * Fields of a JSON column as one JSON array, taken out by SQLite in one pass: the outputs of tools, which may be large,
 * never come here.
 */
const fields = (...paths: ReadonlyArray<string>): string =>
  `CASE WHEN json_valid(data) THEN json_extract(data, ${paths.map((path) => `'$.${path}'`).join(", ")}) END AS fields`

const fieldsOf = (row: SqliteRow): ReadonlyArray<unknown> => {
  try {
    const values: unknown = JSON.parse(text(row.fields) ?? "[]")
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}

const messageFields = fields(
  "role",
  "time.created",
  "time.completed",
  "finish",
  "error.name",
  "error.data.statusCode",
  "error.data.message",
  "modelID",
  "model.modelID",
  "tokens.input",
  "tokens.cache.read",
  "tokens.cache.write",
  "summary",
  "parentID"
)

/** Whether the context was full when this message asked for a summary; by hand it is made for its own sake. */
const asksToContinue = (reader: SqliteReader, messageId: string): boolean =>
  reader.rows(
    "SELECT 1 FROM part WHERE message_id = ? AND json_valid(data) AND json_extract(data, '$.type') = 'compaction' " +
      "AND json_extract(data, '$.auto') = 1 LIMIT 1",
    messageId
  ).length > 0

const message = (reader: SqliteReader, row: SqliteRow): ReadonlyArray<MessageRecord> => {
  const id = text(row.id)
  const [
    role,
    created,
    completed,
    finish,
    name,
    status,
    why,
    answeredBy,
    askedOf,
    input,
    read,
    written,
    summary,
    parent
  ] = fieldsOf(row)
  if (id === null || (role !== "user" && role !== "assistant")) return []
  const error = text(name)
  const compacting = role === "assistant" && summary === true
  const asker = text(parent)
  const context = (number(input) ?? 0) + (number(read) ?? 0) + (number(written) ?? 0)
  return [
    {
      id,
      role,
      createdAt: number(created) ?? number(row.time_created) ?? 0,
      completedAt: number(completed),
      finish: text(finish),
      error:
        error === null ? null : { name: error, status: number(status), message: (text(why) ?? "").slice(0, maxError) },
      model: text(answeredBy) ?? text(askedOf),
      context: context > 0 ? context : null,
      compacting,
      continues: compacting && asker !== null && asksToContinue(reader, asker)
    }
  ]
}

const toolFields =
  `${fields("type", "tool", "state.status", "state.error", "state.time.start")}, ` +
  "CASE WHEN json_valid(data) THEN coalesce(json_extract(data, '$.state.metadata'), '{}') <> '{}' END AS begun"

const tool = (row: SqliteRow): ReadonlyArray<ToolRecord> => {
  const [type, name, status, error, started] = fieldsOf(row)
  if (type !== "tool") return []
  return [
    {
      tool: text(name) ?? "",
      status: text(status) ?? "",
      begun: row.begun === 1,
      error: text(error)?.slice(0, maxError) ?? null,
      startedAt: number(started)
    }
  ]
}

const promptFields = fields("type", "text", "synthetic")

/** What the person wrote; texts that the program added itself are marked. */
const promptOf = (reader: SqliteReader, messageId: string): string | null => {
  const rows = reader.rows(`SELECT ${promptFields} FROM part WHERE message_id = ? ORDER BY id`, messageId)
  for (const row of rows) {
    const [type, said, synthetic] = fieldsOf(row)
    if (type === "text" && synthetic !== true) return text(said)?.slice(0, maxPrompt) ?? null
  }
  return null
}

/** Reads the end of a session's conversation; `before` is what was read of it last. */
export const readSessionEnd = (reader: SqliteReader, id: string, before: SessionEnd | null): SessionEnd => {
  const messages = reader
    .rows(
      `SELECT id, time_created, ${messageFields} FROM message WHERE session_id = ? ` +
        "ORDER BY time_created DESC, id DESC LIMIT ?",
      id,
      newestMessages
    )
    .flatMap((row) => message(reader, row))
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
  return { messages, tools, prompt: prompt ?? before?.prompt ?? earlierPrompt(reader, id) }
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

/** What Codex's databases say of threads: `state_N.sqlite` has their names, `thread_history_N.sqlite` their turns. */
import { numberAt, parseObject, stringAt } from "../../files/jsonFields.ts"
import { readSqlite, type SqliteRow } from "../../files/readSqlite.ts"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { firstLine } from "../visibleText.ts"
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { type Failure, failureOf } from "./failure.ts"
import type { Role } from "./RolloutRecord.ts"

/** The newest turn of a thread. */
export interface StoredTurn {
  readonly id: string | null
  readonly status: AgentStatus
  readonly failure: Failure | null
  /** Milliseconds since the epoch, right to a second. */
  readonly startedAt: number
  readonly endedAt: number | null
}

export interface StoredThread {
  readonly path: string | null
  readonly cwd: string | null
  readonly role: Role | null
  /** A name that was given, else a title that was made up, else null. */
  readonly name: string | null
  readonly model: string | null
  readonly turn: StoredTurn | null
}

const statuses: ReadonlyMap<string, AgentStatus> = new Map([
  ["inProgress", "running"],
  ["completed", "done"],
  ["failed", "error"],
  ["interrupted", "interrupted"]
])

const turnOf = (row: SqliteRow | undefined): StoredTurn | null => {
  if (row === undefined) return null
  const status = statuses.get(stringAt(row, "status") ?? "")
  const startedAt = numberAt(row, "started_at")
  if (status === undefined || startedAt === null) return null
  const endedAt = numberAt(row, "completed_at")
  return {
    id: stringAt(row, "turn_id"),
    status,
    failure: status === "error" ? failureOf(parseObject(stringAt(row, "error_json") ?? "")) : null,
    startedAt: startedAt * 1_000,
    endedAt: endedAt === null ? null : endedAt * 1_000
  }
}

const roleOf = (row: SqliteRow | undefined): Role | null => {
  switch (stringAt(row ?? null, "thread_source")) {
    case null:
      return null
    case "user":
      return "user"
    case "subagent":
      return "subagent"
    default:
      return "other"
  }
}

const text = (row: SqliteRow | undefined, key: string): string | null => {
  const value = stringAt(row ?? null, key)
  return value === null || value.trim() === "" ? null : value
}

/** The newest of the files `<name>_<version>.sqlite` in a folder: the version rises when the schema changes. */
const newestVersion = (folder: string, name: string): string | null => {
  let newest = -1
  try {
    for (const entry of readdirSync(folder)) {
      const [, found, version] = /^([a-z_]+)_(\d+)\.sqlite$/.exec(entry) ?? []
      if (found === name) newest = Math.max(newest, Number(version))
    }
  } catch {
    return null
  }
  return newest < 0 ? null : join(folder, `${name}_${newest}.sqlite`)
}

/** What the databases below `root` say of these threads; a thread that neither knows is missing. */
export const readStoredThreads = (
  root: string,
  threadIds: ReadonlyArray<string>
): ReadonlyMap<string, StoredThread> => {
  const found = new Map<string, StoredThread>()
  const states = newestVersion(root, "state")
  const histories = newestVersion(root, "thread_history")
  if (threadIds.length === 0 || (states === null && histories === null)) return found
  const some = threadIds.map(() => "?").join()
  const rowsOf = (file: string | null, sql: string, key: string): ReadonlyMap<string, SqliteRow> => {
    const rows = file === null ? null : readSqlite(file, (reader) => reader.rows(sql, ...threadIds))
    return new Map((rows ?? []).map((row) => [stringAt(row, key) ?? "", row]))
  }
  const threads = rowsOf(states, `SELECT * FROM threads WHERE id IN (${some})`, "id")
  // The ids of turns begin with the time.
  const newest = "(SELECT max(turn_id) FROM thread_turns WHERE thread_id = one.thread_id)"
  const turns = rowsOf(
    histories,
    `SELECT * FROM thread_turns one WHERE thread_id IN (${some}) AND turn_id = ${newest}`,
    "thread_id"
  )
  for (const id of threadIds) {
    const thread = threads.get(id)
    const turn = turnOf(turns.get(id))
    if (thread === undefined && turn === null) continue
    found.set(id, {
      path: text(thread, "rollout_path"),
      cwd: text(thread, "cwd"),
      role: roleOf(thread),
      name: firstLine(text(thread, "name") ?? text(thread, "title") ?? ""),
      model: text(thread, "model"),
      turn
    })
  }
  return found
}

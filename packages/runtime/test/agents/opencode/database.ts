/** A database with the tables and columns that are read, written as the program writes it: in WAL mode, row by row. */
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"

export type Json = Readonly<Record<string, unknown>>

const schema = `
  CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, time_created INTEGER,
    time_updated INTEGER, time_archived INTEGER, tokens_input INTEGER, tokens_output INTEGER);
  CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, data TEXT);
  CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, data TEXT);
  CREATE TABLE event_sequence (aggregate_id TEXT PRIMARY KEY, seq INTEGER);`

export class TestDatabase {
  readonly connection: DatabaseSync
  private parts = 0

  constructor(file: string, sql = schema) {
    mkdirSync(dirname(file), { recursive: true })
    this.connection = new DatabaseSync(file)
    // Not for a machine that may lose its power.
    this.connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
    this.connection.exec(sql)
  }

  session(id: string, directory: string, created: number, more: { parent?: string; title?: string } = {}): void {
    const title = more.title ?? "New session - 2026-01-01T00:00:00.000Z"
    this.connection
      .prepare("INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?, NULL, 10, 5)")
      .run(id, more.parent ?? null, directory, title, created, created)
    this.changed(id)
  }

  title(id: string, title: string): void {
    this.connection.prepare("UPDATE session SET title = ? WHERE id = ?").run(title, id)
    this.changed(id)
  }

  message(session: string, id: string, created: number, data: Json): void {
    const full = JSON.stringify({ ...data, time: { created, ...(data.time as Json | undefined) } })
    this.connection.prepare("INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?)").run(id, session, created, full)
    this.changed(session)
  }

  prompt(session: string, id: string, created: number, text: string): void {
    this.message(session, id, created, { role: "user" })
    this.part(session, id, { type: "text", text })
  }

  part(session: string, message: string, data: Json, id = `p${++this.parts}`): void {
    this.connection
      .prepare("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)")
      .run(id, message, session, JSON.stringify(data))
    this.changed(session)
  }

  private changed(session: string): void {
    this.connection
      .prepare("INSERT INTO event_sequence VALUES (?, 1) ON CONFLICT DO UPDATE SET seq = seq + 1")
      .run(session)
  }
}

import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { readStoredThreads } from "../../../src/agents/codex/storedThreads.ts"
import { threadId } from "./lines.ts"

const [a, b] = [threadId(1), threadId(2)]

const inHome = (body: (root: string) => void) => {
  const root = mkdtempSync(join(tmpdir(), "os-codex-"))
  try {
    body(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const open = (root: string, name: string, ...statements: ReadonlyArray<string>) => {
  const database = new DatabaseSync(join(root, name))
  database.exec("PRAGMA journal_mode = WAL")
  for (const statement of statements) database.exec(statement)
  return database
}

const threads =
  "CREATE TABLE threads (id TEXT PRIMARY KEY, rollout_path TEXT, cwd TEXT, title TEXT, name TEXT, thread_source TEXT, model TEXT)"
const thread = (id: string) => `INSERT INTO threads VALUES ('${id}', '/r.jsonl', '/work', 'a title', NULL, 'user', 'm')`
const turns =
  "CREATE TABLE thread_turns (thread_id TEXT, turn_id TEXT, status TEXT, error_json TEXT, started_at INTEGER, completed_at INTEGER, PRIMARY KEY (thread_id, turn_id))"
const turn = (id: string, turnId: string, status: string, error = "NULL") =>
  `INSERT INTO thread_turns VALUES ('${id}', '${turnId}', '${status}', ${error}, 1795344969, 1795344970)`

describe("readStoredThreads", () => {
  it("tells name, place and the newest turn", () =>
    inHome((root) => {
      const states = open(root, "state_5.sqlite", threads, thread(a))
      const history = open(
        root,
        "thread_history_1.sqlite",
        turns,
        turn(a, "t1", "completed"),
        turn(a, "t2", "failed", `'{"message":"429"}'`)
      )
      assert.deepStrictEqual(
        readStoredThreads(root, [a, b]),
        new Map([
          [
            a,
            {
              path: "/r.jsonl",
              cwd: "/work",
              role: "user" as const,
              name: "a title",
              model: "m",
              turn: {
                id: "t2",
                status: "error" as const,
                failure: { reason: "rate-limit" as const, detail: "429" },
                startedAt: 1_795_344_969_000,
                endedAt: 1_795_344_970_000
              }
            }
          ]
        ])
      )
      states.close()
      history.close()
    }))

  it("sees what the writer has not put into the main file yet", () =>
    inHome((root) => {
      const states = open(root, "state_5.sqlite", threads)
      states.exec("PRAGMA wal_checkpoint(TRUNCATE)")
      states.exec(thread(a))
      assert.strictEqual(readStoredThreads(root, [a]).get(a)?.name, "a title")
      states.exec(`UPDATE threads SET name = 'mine'`)
      assert.strictEqual(readStoredThreads(root, [a]).get(a)?.name, "mine")
      states.close()
    }))

  it("leaves no file beside a database that was closed cleanly, and none that keeps it from closing so", () =>
    inHome((root) => {
      const states = open(root, "state_5.sqlite", threads, thread(a))
      readStoredThreads(root, [a])
      states.close()
      assert.deepStrictEqual(readdirSync(root), ["state_5.sqlite"])
      assert.strictEqual(readStoredThreads(root, [a]).get(a)?.cwd, "/work")
      assert.deepStrictEqual(readdirSync(root), ["state_5.sqlite"])
    }))

  it("S78 takes what a changed schema has left, and nothing from a missing table", () =>
    inHome((root) => {
      open(
        root,
        "state_6.sqlite",
        "CREATE TABLE threads (id TEXT, dreams TEXT)",
        `INSERT INTO threads VALUES ('${a}', 'x')`
      ).close()
      open(root, "state_5.sqlite", threads, thread(a)).close()
      open(root, "thread_history_1.sqlite", "CREATE TABLE other (x)").close()
      assert.deepStrictEqual(
        readStoredThreads(root, [a]),
        new Map([[a, { path: null, cwd: null, role: null, name: null, model: null, turn: null }]])
      )
    }))

  it("S78 a writer in the middle of a transaction holds up nobody", () =>
    inHome((root) => {
      const states = open(
        root,
        "state_5.sqlite",
        threads,
        thread(a),
        "BEGIN EXCLUSIVE",
        "UPDATE threads SET name = 'x'"
      )
      const begin = performance.now()
      assert.strictEqual(readStoredThreads(root, [a]).get(a)?.name, "a title")
      assert.isBelow(performance.now() - begin, 1_000)
      states.close()
    }))

  it("a broken or missing database is none", () =>
    inHome((root) => {
      assert.strictEqual(readStoredThreads(root, [a]).size, 0)
      writeFileSync(join(root, "state_5.sqlite"), "this is not a database, however long it may be".repeat(100))
      assert.strictEqual(readStoredThreads(root, [a]).size, 0)
      assert.strictEqual(readStoredThreads(join(root, "nowhere"), [a]).size, 0)
    }))
})

import { afterAll, assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { newestSessions, readSessionEnd } from "../../../src/agents/opencode/readSession.ts"
import { turnOf } from "../../../src/agents/opencode/sessionState.ts"
import { readSqlite } from "../../../src/files/readSqlite.ts"
import { TestDatabase } from "./database.ts"

const folder = mkdtempSync(join(tmpdir(), "os-read-"))
const file = join(folder, "one.db")
const database = new TestDatabase(file)
afterAll(() => {
  database.connection.close()
  rmSync(folder, { recursive: true, force: true })
})

const end = (id: string) =>
  readSqlite(file, (reader) => readSessionEnd(reader, id, null)) ?? assert.fail("can't be read")

describe("a session in the database", () => {
  it("ends with the tools of its newest answer", () => {
    database.session("ses_1", "/work", 1)
    database.prompt("ses_1", "m1", 2, "mend it")
    database.message("ses_1", "m2", 3, { role: "assistant", finish: "tool-calls", time: { completed: 4 } })
    database.part("ses_1", "m2", { type: "tool", tool: "read", state: { status: "completed" } })
    database.message("ses_1", "m3", 5, { role: "assistant" })
    database.part("ses_1", "m3", { type: "text", text: "I will" })
    database.part("ses_1", "m3", { type: "tool", tool: "bash", state: { status: "running", metadata: {} } })
    const { messages, prompt, tools } = end("ses_1")
    assert.deepStrictEqual(
      messages.map(({ id }) => id),
      ["m3", "m2", "m1"]
    )
    assert.strictEqual(prompt, "mend it")
    assert.deepStrictEqual(tools, [{ tool: "bash", status: "running", begun: false, error: null, startedAt: null }])
  })

  it("has the prompt of a person, not one that the program added, however long ago it was", () => {
    database.session("ses_2", "/work", 1)
    database.message("ses_2", "m21", 2, { role: "user" })
    database.part("ses_2", "m21", { type: "text", text: "added", synthetic: true })
    database.part("ses_2", "m21", { type: "text", text: "mend it" })
    for (let n = 0; n < 20; n++) database.message("ses_2", `m22-${n}`, 3 + n, { role: "assistant" })
    assert.strictEqual(end("ses_2").prompt, "mend it")
  })

  it("with a failed answer tells why", () => {
    const error = { name: "APIError", data: { statusCode: 429, message: "slow down" } }
    database.session("ses_3", "/work", 1)
    database.message("ses_3", "m31", 2, { role: "assistant", error, time: { completed: 3 } })
    assert.strictEqual(turnOf(end("ses_3"))?.reason, "rate-limit")
  })

  it.each([true, false])("whose summary was made because the context was full (%s) goes on after it", (auto) => {
    const id = `ses_compact_${auto}`
    database.session(id, "/work", 1)
    database.message(id, `${id}_1`, 2, { role: "user" })
    database.part(id, `${id}_1`, { type: "compaction", auto })
    const answer = { role: "assistant", summary: true, parentID: `${id}_1`, finish: "stop", time: { completed: 4 } }
    database.message(id, `${id}_2`, 3, answer)
    assert.strictEqual(turnOf(end(id))?.status, auto ? "running" : "done")
  })

  it.prop("with anything in its records does no harm", [Schema.String, Schema.Unknown], ([text, value]) => {
    database.session("ses_4", "/work", 1)
    database.message("ses_4", "m41", 2, {
      role: "assistant",
      error: value,
      finish: value,
      modelID: value,
      tokens: value
    })
    database.part("ses_4", "m41", { type: "tool", tool: value, state: value })
    turnOf(end("ses_4"))
    database.connection.prepare("UPDATE message SET data = ? WHERE id = 'm41'").run(text)
    database.connection.prepare("UPDATE part SET data = ? WHERE message_id = 'm41'").run(text)
    turnOf(end("ses_4"))
    assert.isTrue((readSqlite(file, newestSessions) ?? []).length > 0)
  })
})

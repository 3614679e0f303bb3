import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { now } from "../paneWorld.ts"
import { TestDatabase } from "./database.ts"
import * as screens from "./screens.ts"
import { open, provisional, test } from "./stage.ts"

const bash = (status: string, metadata?: object) => ({
  type: "tool",
  tool: "bash",
  state: { status, ...(metadata === undefined ? {} : { metadata }), time: { start: now() } }
})

describe("OpenCode", () => {
  test("is idle from its start on, and its session takes the row over", ({ database, world }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      database.session("ses_1", world.directory, now())
      database.prompt("ses_1", "m1", now(), "mend it")
      yield* world.until("ses_1", "running")
      assert.deepStrictEqual([...world.threads.keys()], ["ses_1"])
      database.message("ses_1", "m2", now(), { role: "assistant", modelID: "some-model" })
      database.title("ses_1", "Mending")
      database.message("ses_1", "m2", now(), {
        role: "assistant",
        modelID: "some-model",
        finish: "stop",
        time: { completed: now() },
        tokens: { input: 100, output: 20, cache: { read: 7, write: 0 } }
      })
      yield* world.until("ses_1", "done")
      const { details, identity } = world.threads.get("ses_1") ?? assert.fail("no thread")
      assert.strictEqual(details.threadName, "Mending")
      assert.strictEqual(details.lastUserPrompt, "mend it")
      assert.strictEqual(details.model, "some-model")
      assert.deepStrictEqual(details.tokens, { input: 10, output: 5, contextUsed: 107 })
      assert.strictEqual(identity.pid, 10)
    }))

  test("waits for a permission once the screen shows it, and no longer than the database allows", (stage) =>
    Effect.gen(function* () {
      const { database, world } = stage
      yield* world.start
      database.session("ses_1", world.directory, now())
      database.prompt("ses_1", "m1", now(), "mend it")
      database.message("ses_1", "m2", now(), { role: "assistant" })
      database.part("ses_1", "m2", bash("running"), "t1")
      yield* world.draw("%1", screens.working("mend it"))
      yield* world.until("ses_1", "tool-running")
      yield* world.draw("%1", screens.permission("mend it"))
      yield* world.until("ses_1", "waiting(permission)")
      database.part("ses_1", "m2", bash("running", { output: "" }), "t1")
      yield* world.until("ses_1", "tool-running")
    }))

  test("leaves a wait that the database does not end when the screen changes", ({ database, world }) =>
    Effect.gen(function* () {
      yield* world.start
      database.session("ses_1", world.directory, now())
      database.message("ses_1", "m2", now(), { role: "assistant" })
      database.part("ses_1", "m2", { ...bash("running"), tool: "webfetch" }, "t1")
      world.screens.set("%1", screens.permission("mend it"))
      yield* world.until("ses_1", "waiting(permission)")
      const { length } = world.looks
      yield* Effect.sleep(500)
      assert.strictEqual(world.looks.length, length, "no look without a write")
      yield* world.draw("%1", screens.working("mend it"))
      yield* world.until("ses_1", "tool-running")
    }))

  test("waits when its subagent does, which is no row of its own", ({ database, world }) =>
    Effect.gen(function* () {
      yield* world.start
      const at = now()
      database.session("ses_1", world.directory, at)
      database.message("ses_1", "m1", at, { role: "assistant" })
      database.part("ses_1", "m1", { ...bash("running", { sessionId: "ses_2" }), tool: "task" }, "t1")
      database.session("ses_2", world.directory, at + 1, { parent: "ses_1" })
      database.message("ses_2", "m2", at + 1, { role: "assistant" })
      yield* world.until("ses_1", "tool-running")
      database.part("ses_2", "m2", bash("running"), "t2")
      world.screens.set("%1", screens.permission("mend it"))
      yield* world.until("ses_1", "waiting(permission)")
      assert.deepStrictEqual([...world.threads.keys()], ["ses_1"])
      assert.strictEqual(world.threads.get("ses_1")?.details.subagents, 1)
    }))

  test("in two panes of one directory is told apart by the prompt on the screen, then by the title", (stage) =>
    Effect.gen(function* () {
      const { database, world } = stage
      yield* open(world, 20, "%2")
      yield* world.start
      yield* world.until(provisional(20), "idle")
      database.session("ses_1", world.directory, now())
      database.prompt("ses_1", "m1", now(), "mend it")
      world.screens.set("%2", screens.working("mend it"))
      yield* world.until("ses_1", "running")
      assert.strictEqual(world.threads.get("ses_1")?.identity.pid, 20)
      database.session("ses_2", world.directory, now())
      database.prompt("ses_2", "m2", now(), "other")
      yield* world.until("ses_2", "running")
      assert.strictEqual(world.threads.get("ses_2")?.identity.pid, 10)
      assert.deepStrictEqual([...world.threads.keys()].sort(), ["ses_1", "ses_2"])
    }))

  test("that is found at work after a start of ours is known by its title", ({ database, world }) =>
    Effect.gen(function* () {
      const long = "A title that is too long to be shown as it is"
      database.session("ses_9", "/elsewhere", 10, { title: long })
      database.message("ses_9", "m1", now(), { role: "assistant" })
      yield* world.showPane({ paneId: "%1", pid: 10, title: `OC | ${long.slice(0, 37)}...` })
      yield* world.start
      yield* world.until("ses_9", "running")
    }))

  test("with an old session that was cut off is idle", ({ database, world }) =>
    Effect.gen(function* () {
      database.session("ses_9", world.directory, 10, { title: "Old" })
      database.message("ses_9", "m1", 20, { role: "assistant" })
      yield* world.showPane({ paneId: "%1", pid: 10, title: "OC | Old" })
      yield* world.start
      yield* world.until("ses_9", "idle")
    }))

  test("back on its home screen shows no session any more", ({ database, world }) =>
    Effect.gen(function* () {
      database.session("ses_1", world.directory, now(), { title: "Mending" })
      database.message("ses_1", "m1", now(), {
        role: "assistant",
        finish: "stop",
        time: { completed: now() }
      })
      yield* world.showPane({ paneId: "%1", pid: 10, title: "OC | Mending" })
      yield* world.start
      yield* world.until("ses_1", "done")
      yield* world.showPane({ paneId: "%1", pid: 10, title: "OpenCode" })
      yield* world.until(provisional(10), "idle")
      assert.deepStrictEqual([...world.threads.keys()], [provisional(10)])
    }))

  test("that ends keeps its outcome: the title that it leaves is not its home screen's", ({ database, world }) =>
    Effect.gen(function* () {
      database.session("ses_1", world.directory, now(), { title: "Mending" })
      database.message("ses_1", "m1", now(), { role: "assistant", finish: "stop", time: { completed: now() } })
      yield* world.showPane({ paneId: "%1", pid: 10, title: "OC | Mending" })
      yield* world.start
      yield* world.until("ses_1", "done")
      yield* world.showPane({ paneId: "%1", pid: 10, title: "" })
      database.connection.close()
      world.processes.delete(10)
      yield* world.until("ses_1", "nothing")
      assert.strictEqual(world.said.at(-1)?._tag, "ThreadExited")
      assert.isFalse(world.said.some((event) => event.threadId === provisional(10)))
    }))

  test("that was killed is gone, and leaves no file behind that we made", ({ database, folder, world }) =>
    Effect.gen(function* () {
      yield* world.start
      database.session("ses_1", world.directory, now())
      database.message("ses_1", "m1", now(), { role: "assistant" })
      yield* world.until("ses_1", "running")
      database.connection.close()
      world.processes.delete(10)
      yield* world.until("ses_1", "nothing")
      assert.deepStrictEqual(readdirSync(folder), ["opencode.db"])
    }))

  test("without a database is idle, and is read when it comes", ({ database, folder, world }) =>
    Effect.gen(function* () {
      database.connection.close()
      const file = join(folder, "late", "opencode.db")
      const environment = { HOME: world.home, OPENCODE_DB: file }
      world.processes.set(10, { name: "opencode", startedAt: now() - 2_000, environment })
      yield* world.start
      yield* world.until(provisional(10), "idle")
      const late = new TestDatabase(file)
      late.session("ses_1", world.directory, now())
      late.prompt("ses_1", "m1", now(), "mend it")
      yield* world.until("ses_1", "running")
      late.connection.close()
    }))

  test("with a database of another shape is idle", ({ database, folder, world }) =>
    Effect.gen(function* () {
      database.connection.close()
      const file = join(folder, "other", "opencode.db")
      const other = new TestDatabase(
        file,
        "CREATE TABLE session (key TEXT); CREATE TABLE event_sequence (aggregate_id TEXT)"
      )
      const environment = { HOME: world.home, OPENCODE_DB: file }
      world.processes.set(10, { name: "opencode", startedAt: now() - 2_000, environment })
      yield* world.start
      yield* world.until(provisional(10), "idle")
      other.connection.close()
    }))
})

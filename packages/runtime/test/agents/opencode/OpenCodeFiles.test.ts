import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { rmSync, utimesSync } from "node:fs"
import { join } from "node:path"
import { now } from "../paneWorld.ts"
import { TestDatabase } from "./database.ts"
import { provisional, test } from "./stage.ts"

describe("OpenCode", () => {
  test("works and is done although the clock was set back by an hour", ({ database, world }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      const hour = 3_600_000
      const process = world.processes.get(10)!
      world.processes.set(10, { ...process, startedAt: process.startedAt - hour })
      database.session("ses_1", world.directory, now() - hour)
      database.prompt("ses_1", "m1", now() - hour, "mend it")
      yield* world.until("ses_1", "running")
      database.message("ses_1", "m2", now() - hour, {
        role: "assistant",
        finish: "stop",
        time: { completed: now() - hour }
      })
      yield* world.until("ses_1", "done")
    }))

  test("S78 whose database is locked keeps what was known, and is read when it is free", ({
    database,
    folder,
    world
  }) =>
    Effect.gen(function* () {
      database.session("ses_1", world.directory, now())
      database.prompt("ses_1", "m1", now(), "mend it")
      yield* world.start
      yield* world.until("ses_1", "running")
      database.connection.exec("PRAGMA locking_mode = EXCLUSIVE")
      database.message("ses_1", "m2", now(), { role: "assistant", finish: "stop", time: { completed: now() } })
      utimesSync(join(folder, "opencode.db"), now() / 1000, now() / 1000)
      yield* Effect.sleep("1 second")
      assert.strictEqual(world.state("ses_1"), "running")
      database.connection.exec("PRAGMA locking_mode = NORMAL")
      database.title("ses_1", "Mending")
      yield* world.until("ses_1", "done")
    }))

  test("S78 whose database is deleted under it keeps what was known, and is read from the next one", ({
    database,
    folder,
    world
  }) =>
    Effect.gen(function* () {
      database.session("ses_1", world.directory, now())
      database.prompt("ses_1", "m1", now(), "mend it")
      yield* world.start
      yield* world.until("ses_1", "running")
      const file = join(folder, "opencode.db")
      for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`)
      yield* Effect.sleep("1 second")
      assert.strictEqual(world.state("ses_1"), "running")
      const next = new TestDatabase(file)
      next.session("ses_1", world.directory, now())
      next.prompt("ses_1", "m1", now() - 10, "mend it")
      next.message("ses_1", "m2", now(), { role: "assistant", finish: "stop", time: { completed: now() } })
      yield* world.until("ses_1", "done")
      next.connection.close()
    }))
})

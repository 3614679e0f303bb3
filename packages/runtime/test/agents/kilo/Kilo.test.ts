import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { join } from "node:path"
import { Kilo } from "../../../src/agents/kilo/Kilo.ts"
import { TestDatabase } from "../opencode/database.ts"
import * as screens from "../opencode/screens.ts"
import { makePaneWorld, now } from "../paneWorld.ts"

it.live("Kilo is OpenCode with its own name, database and titles, the last of which come late", () =>
  Effect.gen(function* () {
    const world = yield* makePaneWorld(Kilo)
    const database = new TestDatabase(join(world.home, ".local", "share", "kilo", "kilo.db"))
    world.processes.set(10, { name: "kilo", startedAt: now() - 2_000, environment: { HOME: world.home } })
    world.processes.set(20, { name: "opencode", startedAt: now() - 2_000, environment: { HOME: world.home } })
    yield* world.showPane({ paneId: "%1", pid: 10, title: "Kilo CLI" })
    yield* world.showPane({ paneId: "%2", pid: 20, title: "OpenCode" })
    yield* world.start
    database.session("ses_1", world.directory, now())
    database.prompt("ses_1", "m1", now(), "mend it")
    database.message("ses_1", "m2", now(), { role: "assistant" })
    yield* world.until("ses_1", "running")
    world.screens.set("%1", screens.permission("mend it"))
    const tool = { type: "tool", tool: "bash", state: { status: "running" } }
    database.part("ses_1", "m2", tool, "t1")
    yield* world.until("ses_1", "waiting(permission)")
    const approved = { ...tool, state: { status: "running", metadata: { approval: { source: "manual" } } } }
    database.part("ses_1", "m2", approved, "t1")
    yield* world.until("ses_1", "tool-running")
    database.title("ses_1", "Mending")
    yield* world.showPane({ paneId: "%1", pid: 10, title: "Kilo CLI | Mending" })
    database.message("ses_1", "m2", now(), { role: "assistant", finish: "tool-calls", time: { completed: now() } })
    database.message("ses_1", "m3", now() + 1, { role: "assistant", finish: "stop", time: { completed: now() + 1 } })
    yield* world.until("ses_1", "done")
    assert.isTrue(world.said.every(({ agent }) => agent === "kilo"))
    database.connection.close()
  })
)

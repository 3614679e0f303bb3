/** A world in which OpenCode runs in pane %1. */
import { it } from "@effect/vitest"
import { type Config, Effect, type Scope } from "effect"
import { join } from "node:path"
import { OpenCode } from "../../../src/agents/opencode/OpenCode.ts"
import { makePaneWorld, now, type PaneWorld } from "../paneWorld.ts"
import { TestDatabase } from "./database.ts"
import * as screens from "./screens.ts"

interface Stage {
  readonly world: PaneWorld
  readonly database: TestDatabase
  readonly folder: string
}

/** A world in which OpenCode runs in pane %1 and shows its start. */
export const test = (name: string, body: (stage: Stage) => Effect.Effect<void, Config.ConfigError, Scope.Scope>) =>
  it.live(name, () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(OpenCode)
      const folder = join(world.home, ".local", "share", "opencode")
      const database = new TestDatabase(join(folder, "opencode.db"))
      yield* Effect.addFinalizer(() => Effect.sync(() => database.connection.isOpen && database.connection.close()))
      yield* open(world, 10, "%1")
      yield* body({ world, database, folder })
    })
  )

export const open = (world: PaneWorld, pid: number, paneId: string) =>
  Effect.gen(function* () {
    const environment = { HOME: world.home }
    world.processes.set(pid, { name: "opencode", startedAt: now() - 2_000, environment })
    world.screens.set(paneId, screens.home)
    yield* world.showPane({ paneId, pid, title: "OpenCode" })
  })

export const provisional = (pid: number) => `process-${pid}-${pid}00`

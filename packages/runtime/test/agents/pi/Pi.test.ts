import { assert, describe, it } from "@effect/vitest"
import { type Config, Effect, type Scope } from "effect"
import { appendFileSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { Pi } from "../../../src/agents/pi/Pi.ts"
import { makePaneWorld, now, type PaneWorld } from "../paneWorld.ts"
import * as lines from "./lines.ts"
import * as screens from "./screens.ts"

const ids = { first: "00000000-0000-7000-8000-000000000001", second: "00000000-0000-7000-8000-000000000002" }
const provisional = (pid: number) => `process-${pid}-${pid}00`
/** The time of a line that is written now. */
const at = () => now() - lines.epoch

const open = (world: PaneWorld, pid: number, paneId: string) =>
  Effect.gen(function* () {
    world.processes.set(pid, { name: "pi", startedAt: now() - 2_000, environment: { HOME: world.home } })
    world.screens.set(paneId, screens.resting())
    yield* world.showPane({ paneId, pid, title: "π - work" })
  })

interface Stage {
  readonly world: PaneWorld
  readonly write: (id: string, ...all: ReadonlyArray<string>) => void
}

/** A world in which Pi runs in pane %1. */
const test = (name: string, body: (stage: Stage) => Effect.Effect<void, Config.ConfigError, Scope.Scope>) =>
  it.live(name, () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(Pi)
      const folder = join(
        world.home,
        ".pi",
        "agent",
        "sessions",
        `--${world.directory.slice(1).replaceAll("/", "-")}--`
      )
      yield* open(world, 10, "%1")
      yield* body({
        world,
        write: (id, ...all) => {
          mkdirSync(folder, { recursive: true })
          appendFileSync(join(folder, `2026-01-01T00-00-00-000Z_${id}.jsonl`), all.map((one) => `${one}\n`).join(""))
        }
      })
    })
  )

describe("Pi", () => {
  test("works in its first turn, of which there is no file, and the file takes the row over", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      yield* world.draw("%1", screens.working("go"))
      yield* world.until(provisional(10), "running")
      world.screens.set("%1", screens.resting("go"))
      write(ids.first, lines.header(ids.first, world.directory), lines.user(at(), "go"), lines.assistant(at(), "stop"))
      yield* world.until(ids.first, "done")
      assert.deepStrictEqual([...world.threads.keys()], [ids.first])
      assert.strictEqual(world.threads.get(ids.first)?.details.lastUserPrompt, "go")
    }))

  test("that is stopped in its first turn is idle again", ({ world }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      yield* world.draw("%1", screens.working("go"))
      yield* world.until(provisional(10), "running")
      yield* world.draw("%1", screens.resting("go"))
      yield* world.until(provisional(10), "idle")
    }))

  test("waits while an extension asks, and works when it does not any more", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      world.screens.set("%1", screens.permission)
      write(ids.first, lines.header(ids.first, world.directory), lines.user(at(), "go"), lines.calls(at(), 1))
      yield* world.until(ids.first, "waiting(permission)")
      yield* world.draw("%1", screens.working("go"))
      yield* world.until(ids.first, "tool-running")
      write(ids.first, lines.result(at()), lines.assistant(at(), "stop"))
      yield* world.until(ids.first, "done")
    }))

  test("works as long as a failed answer is tried again, and has failed when it is not", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write(ids.first, lines.header(ids.first, world.directory), lines.user(at(), "go"))
      yield* world.until(ids.first, "running")
      world.screens.set("%1", screens.retrying)
      write(ids.first, lines.failure(at(), "500 x"))
      yield* world.until(ids.first, "running(api-error)")
      assert.isFalse(world.said.some((event) => event._tag === "ThreadReported" && event.evidence?.status === "error"))
      world.screens.set("%1", screens.resting("go"))
      write(ids.first, lines.failure(at(), "500 x"))
      yield* world.until(ids.first, "error(api-error)")
    }))

  test("in two panes of one directory is told apart by the prompt on the screen", ({ world, write }) =>
    Effect.gen(function* () {
      yield* open(world, 20, "%2")
      yield* world.start
      yield* world.until(provisional(20), "idle")
      world.screens.set("%2", screens.resting("mend it"))
      write(
        ids.first,
        lines.header(ids.first, world.directory),
        lines.user(at(), "mend it"),
        lines.assistant(at(), "stop")
      )
      yield* world.until(ids.first, "done")
      assert.strictEqual(world.threads.get(ids.first)?.identity.pid, 20)
      write(
        ids.second,
        lines.header(ids.second, world.directory),
        lines.user(at(), "other"),
        lines.assistant(at(), "stop")
      )
      yield* world.until(ids.second, "done")
      assert.strictEqual(world.threads.get(ids.second)?.identity.pid, 10)
    }))

  test("with a new session leaves the one before", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write(ids.first, lines.header(ids.first, world.directory), lines.user(at(), "go"), lines.assistant(at(), "stop"))
      yield* world.until(ids.first, "done")
      write(
        ids.second,
        lines.header(ids.second, world.directory),
        lines.user(at(), "on"),
        lines.assistant(at(), "aborted")
      )
      yield* world.until(ids.second, "interrupted")
      assert.deepStrictEqual([...world.threads.keys()], [ids.second])
    }))

  test("a Pi that a tool of it starts is not taken for its next session", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write(ids.first, lines.header(ids.first, world.directory), lines.user(at(), "go"), lines.calls(at(), 1))
      yield* world.until(ids.first, "tool-running")
      write(
        ids.second,
        lines.header(ids.second, world.directory),
        lines.user(at(), "sub"),
        lines.assistant(at(), "stop")
      )
      write(ids.first, lines.result(at()))
      yield* world.until(ids.first, "running")
      assert.deepStrictEqual([...world.threads.keys()], [ids.first])
    }))

  test("that takes up an old session is idle until it is used", ({ world, write }) =>
    Effect.gen(function* () {
      write(ids.first, lines.header(ids.first, world.directory), lines.user(5, "go"), lines.assistant(6, "stop"))
      yield* world.start
      yield* world.until(provisional(10), "idle")
      write(ids.first, lines.user(at(), "again"))
      yield* world.until(ids.first, "running")
      assert.strictEqual(world.threads.get(ids.first)?.details.lastUserPrompt, "again")
    }))

  test("that was killed is gone; the next one in its pane is found when it writes", ({ world }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      world.processes.set(5, { name: "bash", startedAt: 0 })
      world.processes.delete(10)
      yield* world.until(provisional(10), "nothing")
    }))
})

import { assert, describe, it } from "@effect/vitest"
import { type Config, Effect, type Scope } from "effect"
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Gemini } from "../../../src/agents/gemini/Gemini.ts"
import { makePaneWorld, now, type PaneWorld } from "../paneWorld.ts"
import * as lines from "./lines.ts"
import * as screens from "./screens.ts"

const provisional = (pid: number) => `process-${pid}-${pid}00`
/** The time of a line that is written now. */
const at = () => now() - lines.epoch

interface Stage {
  readonly world: PaneWorld
  readonly write: (id: string, ...all: ReadonlyArray<string>) => void
  readonly title: (text: string) => Effect.Effect<void>
}

const open = (world: PaneWorld, pid: number, title: string) =>
  Effect.gen(function* () {
    const words = ["node", "/usr/bin/gemini"]
    world.processes.set(pid, { name: "node", words, startedAt: now() - 2_000, environment: { HOME: world.home } })
    world.screens.set(`%${pid}`, screens.fresh)
    yield* world.showPane({ paneId: `%${pid}`, pid, title })
  })

/** A world in which Gemini CLI runs in pane %10. */
const test = (name: string, body: (stage: Stage) => Effect.Effect<void, Config.ConfigError, Scope.Scope>) =>
  it.live(name, () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(Gemini)
      const folder = join(world.home, ".gemini", "tmp", "work", "chats")
      mkdirSync(join(world.home, ".gemini"))
      writeFileSync(
        join(world.home, ".gemini", "projects.json"),
        JSON.stringify({ projects: { [world.directory]: "work" } })
      )
      yield* open(world, 10, "◇  Ready (work)")
      yield* body({
        world,
        write: (id, ...all) => {
          mkdirSync(folder, { recursive: true })
          appendFileSync(join(folder, `session-${id}.jsonl`), all.map((one) => `${one}\n`).join(""))
        },
        title: (text) => world.showPane({ paneId: "%10", pid: 10, title: text })
      })
    })
  )

describe("Gemini CLI", () => {
  test("works, asks and is done by its title, and its chat tells which end it was", ({ title, world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      write("a", lines.header("a", at()))
      yield* world.until("a", "idle")
      write("a", lines.user(at(), "mend it"))
      yield* title("✦  Working… (work)")
      yield* world.until("a", "running")
      world.screens.set("%10", screens.permission)
      yield* title("✋  Action Required (work)")
      yield* world.until("a", "waiting(permission)")
      yield* title("✦  Working… (work)")
      yield* world.until("a", "running")
      write("a", lines.answer(at(), "It is mended."))
      yield* title("◇  Ready (work)")
      yield* world.until("a", "done")
      assert.deepStrictEqual([...world.threads.keys()], ["a"])
      const { lastUserPrompt, model, threadName } = world.threads.get("a")?.details ?? {}
      assert.deepStrictEqual([threadName, lastUserPrompt, model], ["mend it", "mend it", "model-1"])
    }))

  test("that is cancelled or fails says so", ({ title, world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write("a", lines.header("a", at()), lines.user(at(), "go"))
      yield* title("✦  Working… (work)")
      yield* world.until("a", "running")
      write("a", lines.cancelled(at()))
      yield* title("◇  Ready (work)")
      yield* world.until("a", "interrupted")
      write("a", lines.user(at(), "go"))
      yield* title("✦  Working… (work)")
      yield* world.until("a", "running")
      write("a", lines.error(at(), "429"))
      yield* title("◇  Ready (work)")
      yield* world.until("a", "error(rate-limit)")
    }))

  test("without its title is told by chat and screen", ({ title, world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* title("Gemini CLI (work)")
      write("a", lines.header("a", at()))
      yield* world.until("a", "idle")
      write("a", lines.user(at(), "go"))
      yield* world.draw("%10", screens.working)
      yield* world.until("a", "running")
      yield* world.draw("%10", screens.permission)
      yield* world.until("a", "waiting(permission)")
      write("a", lines.cancelled(at()))
      yield* world.draw("%10", screens.done)
      yield* world.until("a", "interrupted")
    }))

  test("in two panes of one directory has two chats", ({ world, write }) =>
    Effect.gen(function* () {
      yield* open(world, 20, "✦  Working… (work)")
      yield* world.start
      world.screens.set("%20", screens.working)
      write("a", lines.header("a", at()))
      write("b", lines.header("b", at()), lines.user(at(), "go"))
      yield* world.until("b", "running")
      yield* world.until("a", "idle")
      assert.deepStrictEqual(
        ["a", "b"].map((id) => world.threads.get(id)?.identity.pid),
        [10, 20]
      )
    }))

  test("with another chat leaves the one before, and is gone when its process is", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write("a", lines.header("a", at()))
      yield* world.until("a", "idle")
      write("b", lines.header("b", at() + 1))
      yield* world.until("b", "idle")
      assert.deepStrictEqual([...world.threads.keys()], ["b"])
      world.processes.delete(10)
      yield* world.until("b", "nothing")
    }))
})

import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { CliAgents } from "../../../src/agents/cli-agents/CliAgents.ts"
import { makePaneWorld, now, type PaneWorld } from "../paneWorld.ts"
import * as screens from "./screens.ts"

const thread = (pid: number) => `process-${pid}-${pid}00`

const open = (world: PaneWorld, pid: number, name: string, screen: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    world.processes.set(pid, { name, startedAt: now() - 20_000 })
    world.screens.set(`%${pid}`, screen)
    yield* world.showPane({ paneId: `%${pid}`, pid })
  })

describe("agents without files", () => {
  it.live("are there, work, wait and are done as their screens show", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "copilot", screens.copilot.fresh)
      yield* world.start
      yield* world.until(thread(10), "idle")
      yield* world.draw("%10", screens.copilot.working)
      yield* world.until(thread(10), "running")
      yield* world.draw("%10", screens.copilot.asks)
      yield* world.until(thread(10), "waiting(permission)")
      yield* world.draw("%10", screens.copilot.denied)
      yield* world.until(thread(10), "interrupted")
      yield* world.draw("%10", screens.copilot.working)
      yield* world.until(thread(10), "running")
      yield* world.draw("%10", screens.copilot.done)
      yield* world.until(thread(10), "done")
      assert.strictEqual(world.threads.get(thread(10))?.agent, "copilot")
    })
  )

  it.live("have the name that their title gives them", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "copilot", screens.copilot.fresh)
      yield* world.start
      yield* world.until(thread(10), "idle")
      yield* world.showPane({ paneId: "%10", pid: 10, title: "mend it - GitHub Copilot" })
      while (world.threads.get(thread(10))?.details.threadName !== "mend it") yield* Effect.sleep(5)
    })
  )

  it.live("that nothing is known of never wait", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "droid", screens.still)
      yield* world.start
      yield* world.until(thread(10), "idle")
      yield* world.draw("%10", screens.spinning("⠋"))
      yield* world.until(thread(10), "running")
      yield* world.draw("%10", screens.copilot.asks)
      yield* world.until(thread(10), "idle")
      assert.isFalse(
        world.said.some((event) => event._tag === "ThreadReported" && event.evidence?.status === "waiting")
      )
    })
  )

  it.live("are found in a shell that has no other title, and again after they ended", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "bash", ["$"])
      yield* world.start
      world.processes.set(11, { name: "aider", parent: 10, startedAt: now() - 20_000 })
      yield* world.draw("%10", screens.aider.fresh)
      yield* world.until(thread(11), "idle")
      world.processes.delete(11)
      yield* world.until(thread(11), "nothing")
      world.processes.set(12, { name: "node", parent: 10, startedAt: now(), words: ["node", "/usr/bin/qwen"] })
      yield* world.draw("%10", screens.qwen.fresh)
      yield* world.until(thread(12), "idle")
      assert.strictEqual(world.threads.get(thread(12))?.agent, "qwen")
    })
  )

  it.live("that end are not what the shell writes then", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "bash", screens.aider.fresh)
      world.processes.set(11, { name: "aider", parent: 10, startedAt: now() - 20_000 })
      yield* world.start
      yield* world.until(thread(11), "idle")
      world.processes.delete(11)
      yield* world.draw("%10", screens.aider.working)
      yield* world.until(thread(11), "nothing")
      assert.isFalse(
        world.said.some((event) => event._tag === "ThreadReported" && event.evidence?.status === "running")
      )
    })
  )

  it.live("that another agent runs are a tool of that one's, until it has ended", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "claude", ["> "])
      world.processes.set(11, { name: "aider", parent: 10, startedAt: now() })
      yield* world.start
      yield* Effect.sleep(50)
      assert.strictEqual(world.threads.size, 0)
    })
  )

  it.live("are looked at only when something was written", () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(CliAgents)
      yield* open(world, 10, "copilot", screens.copilot.fresh)
      yield* open(world, 20, "vim", ["copilot"])
      yield* world.start
      yield* world.until(thread(10), "idle")
      yield* Effect.sleep(400)
      assert.deepStrictEqual(world.looks, ["%10"])
    })
  )
})

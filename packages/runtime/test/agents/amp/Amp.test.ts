import { assert, describe, it } from "@effect/vitest"
import { type Config, Effect, type Scope } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Amp } from "../../../src/agents/amp/Amp.ts"
import { makePaneWorld, now, type PaneWorld } from "../paneWorld.ts"
import * as documents from "./documents.ts"

const { answer, ids, result, user } = documents
const provisional = (pid: number) => `process-${pid}-${pid}00`

interface Stage {
  readonly world: PaneWorld
  readonly write: (id: string, messages: ReadonlyArray<unknown>, title?: string) => void
  readonly session: (text: string) => void
  readonly title: (text: string) => Effect.Effect<void>
}

const open = (world: PaneWorld, pid: number, title: string) =>
  Effect.gen(function* () {
    world.processes.set(pid, { name: "amp", startedAt: now() - 2_000, environment: { HOME: world.home } })
    yield* world.showPane({ paneId: `%${pid}`, pid, title })
  })

/** A world in which Amp runs in pane %10. */
const test = (name: string, body: (stage: Stage) => Effect.Effect<void, Config.ConfigError, Scope.Scope>) =>
  it.live(name, () =>
    Effect.gen(function* () {
      const world = yield* makePaneWorld(Amp)
      const data = join(world.home, ".local", "share", "amp")
      mkdirSync(join(data, "threads"), { recursive: true })
      yield* open(world, 10, "amp - work")
      yield* body({
        world,
        write: (id, messages, title) =>
          writeFileSync(join(data, "threads", `${id}.json`), documents.thread(id, world.directory, messages, title)),
        session: (text) => writeFileSync(join(data, "session.json"), text),
        title: (text) => world.showPane({ paneId: "%10", pid: 10, title: text })
      })
    })
  )

const seen = ({ said }: PaneWorld) => said.flatMap((event) => (event._tag === "ThreadSeen" ? event.threadId : []))

/** Waits until the thread was said to be seen. */
const untilSeen = (world: PaneWorld, threadId: string) =>
  Effect.sleep(5).pipe(
    Effect.repeat({ until: () => seen(world).includes(threadId) }),
    Effect.timeoutOrElse({ duration: "3 seconds", orElse: () => Effect.die(new Error("it was not seen")) })
  )

describe("Amp", () => {
  test("works while the title's spinner turns and is done when it stops, where no file tells", ({ title, world }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      yield* title("⠋ amp - mend it - work")
      yield* world.until(provisional(10), "running")
      assert.strictEqual(world.threads.get(provisional(10))?.details.threadName, "mend it")
      yield* title("amp - mend it - work")
      yield* world.until(provisional(10), "done")
    }))

  test("is told by the thread's file where it is written", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      yield* world.until(provisional(10), "idle")
      write(ids.first, [user("go")])
      yield* world.until(ids.first, "running")
      write(ids.first, [user("go"), answer("complete", "tool_use"), result("blocked-on-user")])
      yield* world.until(ids.first, "waiting(permission)")
      write(ids.first, [user("go"), answer("complete", "tool_use"), result("in-progress")])
      yield* world.until(ids.first, "tool-running")
      write(ids.first, [user("go"), answer("complete", "end_turn")])
      yield* world.until(ids.first, "done")
      assert.deepStrictEqual([...world.threads.keys()], [ids.first])
    }))

  test("that is seen in its own window says so in its session file", ({ session, world, write }) =>
    Effect.gen(function* () {
      session(documents.session(ids.second))
      yield* world.start
      write(ids.first, [user("go"), answer("complete", "end_turn")])
      yield* world.until(ids.first, "done")
      assert.deepStrictEqual(seen(world), [])
      session(documents.session(ids.first))
      yield* untilSeen(world, ids.first)
    }))

  test("is known by its pane in the session file, and goes from thread to thread there", ({ session, title, world }) =>
    Effect.gen(function* () {
      yield* world.start
      session(documents.session(null, { "tmux:%10@10,0": [ids.first, now()] }))
      yield* world.until(ids.first, "idle")
      yield* title("⠋ amp - work")
      yield* world.until(ids.first, "running")
      yield* title("amp - work")
      yield* world.until(ids.first, "done")
      session(documents.session(null, { "tmux:%10@10,0": [ids.second, now()] }))
      yield* Effect.sleep(5).pipe(Effect.repeat({ until: () => world.threads.has(ids.second) }))
      assert.deepStrictEqual([...world.threads.keys()], [ids.second])
    }))

  test("in two panes of one directory is told apart by the title", ({ title, world, write }) =>
    Effect.gen(function* () {
      yield* open(world, 20, "amp - other - work")
      yield* title("amp - mend it - work")
      yield* world.start
      write(ids.first, [user("go")], "mend it")
      yield* world.until(ids.first, "running")
      write(ids.second, [answer("complete", "end_turn")], "other")
      yield* world.until(ids.second, "done")
      assert.deepStrictEqual(
        [ids.first, ids.second].map((id) => world.threads.get(id)?.identity.pid),
        [10, 20]
      )
    }))

  test("with a file that is only half written keeps what was known", ({ world, write }) =>
    Effect.gen(function* () {
      yield* world.start
      write(ids.first, [user("go")])
      yield* world.until(ids.first, "running")
      const path = join(world.home, ".local", "share", "amp", "threads", `${ids.first}.json`)
      writeFileSync(path, documents.thread(ids.first, world.directory, [answer("complete", "end_turn")]).slice(0, 80))
      yield* Effect.sleep(150)
      assert.strictEqual(world.state(ids.first), "running")
      write(ids.first, [user("go"), answer("complete", "end_turn")])
      yield* world.until(ids.first, "done")
    }))

  test("of before is no thread of now, and what was killed is gone", ({ world, write }) =>
    Effect.gen(function* () {
      world.processes.set(10, { name: "amp", startedAt: now() + 60_000, environment: { HOME: world.home } })
      write(ids.first, [user("go")])
      yield* world.start
      yield* world.until(provisional(10), "idle")
      yield* Effect.sleep(100)
      assert.deepStrictEqual([...world.threads.keys()], [provisional(10)])
      world.processes.delete(10)
      yield* world.until(provisional(10), "nothing")
    }))
})

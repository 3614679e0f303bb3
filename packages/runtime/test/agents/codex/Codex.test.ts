import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { join } from "node:path"
import * as lines from "./lines.ts"
import * as screens from "./screens.ts"
import { newId, now, testWorld } from "./world.ts"

const turns = "⠋ work"
const plain = "work"

describe("a process that holds its threads itself", () => {
  testWorld("one row from before its first prompt to its end, under the thread's own name", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      yield* world.sit(70)
      yield* world.untilRows("70 idle process-70-7000")
      world.processes.set(70, { directory: world.cwd, holds: [a] })
      world.lock(a)
      yield* world.untilRows(`70 idle ${a}`)
      world.write(a, [lines.meta(now(), a), lines.started(now()), lines.prompt(now(), "go")])
      yield* world.untilRows(`70 running ${a}`)
      yield* world.title(70, turns)
      world.write(a, [lines.called(now(), "c")])
      yield* world.untilRows(`70 tool-running ${a}`)
      world.write(a, [lines.answered(now(), "c"), lines.completed(now())])
      yield* world.title(70, plain)
      yield* world.untilRows(`70 done ${a}`)
      assert.deepInclude(world.threads.get(a)?.details, { threadName: "go", lastUserPrompt: "go" })
      world.processes.delete(70)
      yield* world.untilRows()
      assert.deepInclude(world.said.at(-1), { _tag: "ThreadExited", threadId: a })
    })
  )

  testWorld("/new: the former thread leaves, no ghost stays", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      yield* world.sit(70, { holds: [a] })
      world.lock(a)
      world.write(a, [lines.meta(now(), a), lines.started(now()), lines.completed(now())])
      yield* world.untilRows(`70 done ${a}`)
      yield* Effect.sleep("10 millis")
      const b = newId(2)
      world.processes.set(70, { directory: world.cwd, holds: [a, b] })
      world.lock(b)
      yield* world.untilRows(`70 idle ${b}`)
    })
  )

  testWorld("a subagent is no row and does not end its parent's turn; it is counted", (world) =>
    Effect.gen(function* () {
      const [a, b] = [newId(1), newId(2)]
      yield* world.start
      yield* world.sit(70, { holds: [a] })
      world.lock(a)
      world.write(a, [lines.meta(now(), a), lines.started(now()), lines.called(now(), "c", "spawn_agent")])
      yield* world.untilRows(`70 tool-running ${a}`)
      world.processes.set(70, { directory: world.cwd, holds: [a, b] })
      world.lock(b)
      world.write(b, [lines.subagentMeta(now(), b, a), lines.started(now())])
      world.write(a, [lines.spawned(now(), b), lines.answered(now(), "c"), lines.completed(now())])
      yield* world.untilRows(`70 done ${a}`)
      yield* Effect.sleep("500 millis")
      assert.deepStrictEqual(world.rows(), [`70 done ${a}`])
      assert.strictEqual(world.threads.get(a)?.details.subagents, 1)
      world.write(b, [lines.completed(now())])
      yield* Effect.sleep("1500 millis")
      assert.strictEqual(world.threads.get(a)?.details.subagents, 0)
    })
  )

  testWorld("S72 two threads in one directory stay on their panes", (world) =>
    Effect.gen(function* () {
      const [a, b] = [newId(1), newId(2)]
      yield* world.start
      yield* world.sit(70, { holds: [a] })
      yield* world.sit(71, { holds: [b] })
      world.lock(b)
      world.lock(a)
      world.write(b, [lines.meta(now(), b), lines.started(now())])
      yield* world.untilRows(`70 idle ${a}`, `71 running ${b}`)
    })
  )

  testWorld("S77 threads of the past are no crowd at the start", (world) =>
    Effect.gen(function* () {
      for (let n = 10; n < 200; n++) world.write(newId(n), [lines.meta(1, newId(n)), lines.started(2)])
      const a = newId(1)
      world.write(a, [lines.meta(1, a), lines.started(2), lines.prompt(3, "old")])
      world.lock(newId(300))
      world.lock(a)
      yield* world.sit(70, { holds: [a] })
      yield* world.start
      yield* world.untilRows(`70 idle ${a}`)
      assert.strictEqual(new Set(world.said.map(({ threadId }) => threadId)).size, 1)
    })
  )

  testWorld("behind npm's shim, in a shell, with a home of its own", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      const environment = { CODEX_HOME: join(world.paths.root, "own") }
      world.processes.set(60, { name: "bash" })
      world.processes.set(61, { name: "node", parent: 60, words: ["node", "/bin/codex"] })
      world.processes.set(62, { parent: 61, directory: world.cwd, holds: [a], environment })
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 60, title: plain, command: "node" })
      yield* world.untilRows(`62 idle ${a}`)
      const folder = join(world.paths.root, "own", "sessions", "2026", "11", "22")
      world.write(a, [lines.meta(now(), a), lines.started(now())], folder)
    })
  )

  testWorld("what only looks like Codex is nothing", (world) =>
    Effect.gen(function* () {
      world.processes.set(60, { name: "vim", words: ["vim", "codex.md"] })
      world.processes.set(61, { name: "bash", directory: "/home/codex" })
      world.processes.set(62, { words: ["codex", "app-server"] })
      world.processes.set(63, { name: "claude" })
      world.processes.set(64, { parent: 63, words: ["codex", "exec", "x"] })
      yield* world.start
      for (const pid of [60, 61, 62, 63]) yield* world.title(pid, "⠋ codex")
      yield* world.sit(70)
      yield* world.untilRows("70 idle process-70-7000")
      assert.strictEqual(new Set(world.said.map(({ threadId }) => threadId)).size, 1)
    })
  )
})

describe("what only the screen tells", () => {
  testWorld("a plan waits until its dialog is gone", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      world.screens.set("%70", screens.fresh)
      yield* world.sit(70, { holds: [a] })
      world.lock(a)
      world.write(a, [lines.meta(now(), a), lines.started(now())])
      yield* world.title(70, turns)
      yield* world.untilRows(`70 running ${a}`)
      world.screens.set("%70", screens.plan)
      world.write(a, [lines.planned(now()), lines.completed(now())])
      yield* world.title(70, plain)
      yield* world.untilRows(`70 waiting ${a}`)
      assert.strictEqual(world.threads.get(a)?.verdict.reason, "plan")
      assert.notInclude(world.shown, "done")
      const looks = world.looks.length
      yield* Effect.sleep("1 second")
      assert.strictEqual(world.looks.length, looks)
      world.screens.set("%70", screens.done)
      yield* world.redraw
      yield* world.untilRows(`70 done ${a}`)
    })
  )

  testWorld("a dialog at the start waits until it is answered", (world) =>
    Effect.gen(function* () {
      yield* world.start
      world.screens.set("%70", screens.trust)
      yield* world.sit(70)
      yield* world.untilRows("70 waiting process-70-7000")
      world.screens.set("%70", screens.fresh)
      yield* Effect.sleep("300 millis")
      yield* world.redraw
      yield* world.untilRows("70 idle process-70-7000")
    })
  )
})

import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { listenAt } from "./daemonDouble.ts"
import * as lines from "./lines.ts"
import { newId, now, testWorld } from "./world.ts"

const turns = "⠋ work"
const plain = "work"

describe("what the daemon itself tells", () => {
  testWorld("a wait that no title tells of, and nothing any more when it is lost", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      const daemon = yield* listenAt(world.paths.socket, [
        { id: a, cwd: world.cwd, threadSource: "user", path: "/r.jsonl", status: { type: "idle" } }
      ])
      yield* world.start
      yield* world.sit(70)
      world.lock(a)
      yield* world.untilRows(`70 idle ${a}`)
      yield* daemon.heard
      daemon.tell("thread/status/changed", { threadId: a, status: { type: "active", activeFlags: [] } })
      yield* world.untilRows(`70 running ${a}`)
      world.write(a, [lines.meta(now(), a, { cwd: world.cwd }), lines.started(now()), lines.escalated(now(), "c")])
      yield* world.untilRows(`70 tool-running ${a}`)
      daemon.tell("thread/status/changed", {
        threadId: a,
        status: { type: "active", activeFlags: ["waitingOnApproval"] }
      })
      yield* world.untilRows(`70 waiting ${a}`)
      daemon.end()
      yield* world.untilRows(`70 tool-running ${a}`)
      assert.deepStrictEqual(daemon.asked, ["initialize", "initialized", "thread/loaded/list", "thread/read"])
    })
  )

  testWorld("threads that make titles are nobody's", (world) =>
    Effect.gen(function* () {
      const [a, b] = [newId(1), newId(2)]
      const daemon = yield* listenAt(world.paths.socket, [])
      yield* world.start
      yield* world.sit(70)
      world.lock(a)
      yield* world.untilRows(`70 idle ${a}`)
      yield* daemon.heard
      daemon.tell("thread/started", { thread: { id: b, cwd: world.cwd, ephemeral: true, path: null } })
      daemon.tell("thread/status/changed", { threadId: b, status: { type: "active", activeFlags: [] } })
      daemon.tell("thread/status/changed", { threadId: a, status: { type: "active", activeFlags: [] } })
      yield* world.untilRows(`70 running ${a}`)
    })
  )
})

describe("processes whose threads a shared daemon holds", () => {
  testWorld("one seat: by its birth, then by its title", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      yield* world.sit(70)
      yield* world.untilRows("70 idle process-70-7000")
      world.lock(a)
      yield* world.untilRows(`70 idle ${a}`)
      world.write(a, [lines.meta(now(), a, { cwd: world.cwd }), lines.started(now())])
      yield* world.title(70, turns)
      yield* world.untilRows(`70 running ${a}`)
    })
  )

  testWorld("S72 two in one directory, begun together: each turn goes to the pane whose title turns with it", (world) =>
    Effect.gen(function* () {
      const [a, b] = [newId(1), newId(2)]
      yield* world.start
      yield* world.sit(70)
      yield* world.sit(71)
      world.lock(a)
      world.lock(b)
      yield* world.untilRows("70 idle process-70-7000", "71 idle process-71-7100")
      world.write(a, [lines.meta(now(), a, { cwd: world.cwd }), lines.started(now())])
      yield* world.title(71, turns)
      // One thread and one seat are left over, and belong together.
      yield* world.untilRows(`70 idle ${b}`, `71 running ${a}`)
      world.write(b, [lines.meta(now(), b, { cwd: world.cwd }), lines.started(now())])
      yield* world.title(70, turns)
      yield* world.untilRows(`70 running ${b}`, `71 running ${a}`)
    })
  )

  testWorld("where titles say nothing, the screens that show the prompts do", (world) =>
    Effect.gen(function* () {
      const [a, b] = [newId(1), newId(2)]
      yield* world.start
      yield* world.sit(70)
      yield* world.sit(71)
      world.screens.set("%70", ["› fix the door", "• words", "› "])
      world.screens.set("%71", ["› paint the wall", "• words", "› "])
      world.write(a, [
        lines.meta(now(), a, { cwd: world.cwd }),
        lines.started(now()),
        lines.prompt(now(), "paint the wall")
      ])
      world.write(b, [
        lines.meta(now(), b, { cwd: world.cwd }),
        lines.started(now()),
        lines.prompt(now(), "fix the door")
      ])
      yield* world.untilRows(`70 running ${b}`, `71 running ${a}`)
    })
  )

  testWorld("a thread that somebody works on elsewhere is nobody's here", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      yield* world.sit(70, { startedAt: lines.epoch })
      yield* world.untilRows("70 idle process-70-7000")
      yield* world.title(70, turns)
      yield* world.title(70, plain)
      yield* Effect.sleep("800 millis")
      world.write(a, [lines.meta(now(), a, { cwd: "/elsewhere" }), lines.started(now())])
      yield* Effect.sleep("2 seconds")
      assert.deepStrictEqual(world.rows(), ["70 idle process-70-7000"])
    })
  )

  testWorld("S73 killed: the row leaves although the turn goes on in the daemon", (world) =>
    Effect.gen(function* () {
      const a = newId(1)
      yield* world.start
      yield* world.sit(70)
      world.lock(a)
      world.write(a, [lines.meta(now(), a, { cwd: world.cwd }), lines.started(now())])
      yield* world.title(70, turns)
      yield* world.untilRows(`70 running ${a}`)
      world.processes.delete(70)
      yield* world.untilRows()
      world.write(a, [lines.called(now(), "c"), lines.completed(now())])
      yield* Effect.sleep("300 millis")
      assert.deepStrictEqual(world.rows(), [])
    })
  )
})

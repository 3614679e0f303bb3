import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { appendFileSync, mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import * as lines from "./lines.ts"
import { now, secondsAgo, testWorld, threadId } from "./world.ts"

const [a, b] = [threadId(1), threadId(2)]

describe("transcripts", () => {
  testWorld("two threads in one directory stay two", (world) =>
    Effect.gen(function* () {
      yield* world.start
      world.processes.set(70, { parent: 50 }).set(50, { name: "bash" }).set(80, {})
      world.record(70, a, "busy")
      world.record(80, b, "busy")
      world.write(a, [lines.prompt(now(), "one")])
      world.write(b, [lines.prompt(now(), "two")])
      const one = yield* world.until(
        "prompt of a",
        (e) => e._tag === "ThreadReported" && e.details.lastUserPrompt === "one"
      )
      const two =
        world.said.find((e) => e._tag === "ThreadReported" && e.details.lastUserPrompt === "two") ??
        (yield* world.until("prompt of b", (e) => e._tag === "ThreadReported" && e.details.lastUserPrompt === "two"))
      assert.deepStrictEqual([one.threadId, two.threadId], [a, b])
      assert.deepStrictEqual(one._tag === "ThreadReported" ? one.identity.ancestors : null, [70, 50])
    })
  )

  testWorld("a thread keeps its transcript's place when its directory is another (worktree, renamed)", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.write(a, [lines.prompt(now(), "go")], "/somewhere/else")
      world.record(70, a, "busy", { startedAt: secondsAgo(9) })
      yield* world.start
      yield* world.untilStatus(a, "running", "transcript")
      world.write(a, [lines.call(now(), "Bash")], "/somewhere/else")
      yield* world.untilStatus(a, "tool-running", "transcript")
    })
  )

  testWorld("the working directory is told by its real path", (world) =>
    Effect.gen(function* () {
      const link = join(world.home, "link")
      symlinkSync(world.cwd, link)
      world.processes.set(70, {})
      world.record(70, a, "idle", { cwd: link })
      yield* world.start
      const event = yield* world.untilStatus(a, "idle")
      assert.isTrue(event._tag === "ThreadReported" && event.identity.cwd?.endsWith("/work"))
    })
  )

  testWorld("of a large transcript the end is read, and the prompt that it began with", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      const filler = Array.from({ length: 4_000 }, (_, i) =>
        lines.text(i + 10, { stop: "tool_use", more: { pad: "x".repeat(200) } })
      )
      world.write(a, [lines.prompt(1, "the first"), ...filler, lines.prompt(5_000, "the last"), lines.text(5_001)])
      world.record(70, a, "idle")
      yield* world.start
      const event = yield* world.untilStatus(a, "idle")
      assert.deepInclude(event._tag === "ThreadReported" ? event.details : {}, {
        threadName: "the first",
        lastUserPrompt: "the last"
      })
    })
  )

  testWorld("/compact is told from the prompt history", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, {})
      world.record(70, a, "idle")
      yield* world.start
      yield* world.untilStatus(a, "idle")
      world.record(70, a, "busy")
      yield* world.untilStatus(a, "running")
      const entry = { display: "/compact", timestamp: secondsAgo(0), sessionId: a }
      appendFileSync(join(world.root, "history.jsonl"), `${JSON.stringify(entry)}\n`)
      const event = yield* world.untilStatus(a, "running", "transcript")
      assert.isTrue(event._tag === "ThreadReported" && event.evidence?.reason === "compacting")
    })
  )
})

describe("panes", () => {
  testWorld("a title's glyph is evidence for the thread in that pane", (world) =>
    Effect.gen(function* () {
      world.processes.set(50, { name: "bash" }).set(70, { parent: 50 })
      world.record(70, a, "busy")
      yield* world.showPane({ paneId: "%1", pid: 50, title: "✳ Claude Code" })
      yield* world.start
      yield* world.untilStatus(a, "running")
      yield* world.showPane({ paneId: "%1", pid: 50, title: "◐ Fix it" })
      yield* world.untilStatus(a, "running", "title")
    })
  )

  testWorld("a configuration directory that only the agent knows is found through its environment", (world) =>
    Effect.gen(function* () {
      const elsewhere = join(world.home, "elsewhere")
      mkdirSync(elsewhere)
      world.processes.set(70, { environment: { CLAUDE_CONFIG_DIR: elsewhere } })
      world.record(70, a, "idle", {}, elsewhere)
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 70, title: "✳ Claude Code" })
      yield* world.untilStatus(a, "idle")
      assert.deepStrictEqual(world.threadIds(), [a])
    })
  )

  testWorld("a version without live records is told by its newest transcript and a look", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, { startedAt: secondsAgo(60), environment: { HOME: world.home } })
      mkdirSync(world.root)
      world.write(b, [lines.prompt(now(), "go"), lines.call(now(), "Bash")])
      world.screens.set("%1", [" Do you want to proceed?", " ❯ 1. Yes", "   2. No", " Esc to cancel"])
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 70, title: "✳ Claude Code" })
      const event = yield* world.untilStatus(b, "waiting", "screen")
      assert.isTrue(event._tag === "ThreadReported" && event.evidence?.reason === "permission")
      world.processes.delete(70)
      yield* world.closePane("%1")
      yield* world.untilTag("ThreadExited", b)
    })
  )

  testWorld("a pane that is only titled or named like it is nothing", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, { name: "nvim", environment: { HOME: world.home } }).set(71, {})
      mkdirSync(world.root)
      yield* world.showPane({ paneId: "%1", pid: 70, title: "✳ Claude Code", command: "nvim" })
      yield* world.start
      yield* Effect.sleep("400 millis")
      assert.deepStrictEqual(world.said, [])
      assert.deepStrictEqual(world.looks, [])
    })
  )

  testWorld("a program of its name that is no thread is nothing", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, { startedAt: secondsAgo(60), environment: { HOME: world.home } })
      mkdirSync(world.root)
      world.screens.set("%1", ["Usage: claude [options]", "", "$ "])
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 70, title: "host" })
      yield* Effect.sleep("500 millis")
      assert.deepStrictEqual([world.said, world.looks], [[], ["%1"]])
    })
  )

  testWorld("a dialog that comes late is seen when it is drawn, and so is its end", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, { startedAt: secondsAgo(60), environment: { HOME: world.home } })
      mkdirSync(world.root)
      world.screens.set("%1", ["Loading"])
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 70, title: "host" })
      yield* world.draw("%1", [" Do you trust the files in this folder?", " ❯ 1. Yes, proceed", "   2. No, exit"])
      yield* world.untilStatus("process-70", "waiting", "screen")
      yield* world.draw("%1", ["────────────────────────", "❯", "────────────────────────", "  ? for shortcuts"])
      yield* world.untilStatus("process-70", "idle", "screen")
    })
  )

  testWorld("without a record it is found below sudo, and its script below its runtime", (world) =>
    Effect.gen(function* () {
      world.processes
        .set(50, { name: "sudo" })
        .set(51, { name: "claude", parent: 50, startedAt: secondsAgo(60) })
        .set(60, { name: "sh" })
        .set(61, { name: "node", parent: 60, words: ["node", "--no-warnings", "/usr/local/bin/claude"] })
        .set(62, { name: "node", words: ["node", "server.js", "claude"] })
      mkdirSync(world.root)
      world.screens.set("%1", ["────────────────────────", "❯", "────────────────────────", "  ? for shortcuts"])
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 50, command: "sudo", title: "✳ Claude Code" })
      yield* world.untilStatus("process-51", "idle", "screen")
      yield* world.showPane({ paneId: "%2", pid: 60, command: "node", title: "◐ Mend it" })
      yield* world.untilStatus("process-61", "running", "title")
      yield* world.showPane({ paneId: "%3", pid: 62, command: "node", title: "✳ Claude Code" })
      yield* Effect.sleep("300 millis")
      assert.deepStrictEqual(world.threadIds(), ["process-51", "process-61"])
    })
  )

  testWorld("a dialog before the first record waits for a person", (world) =>
    Effect.gen(function* () {
      world.processes.set(70, { startedAt: secondsAgo(60), environment: { HOME: world.home } })
      mkdirSync(world.root)
      world.screens.set("%1", [" Do you trust the files in this folder?", " ❯ 1. Yes, proceed", "   2. No, exit"])
      yield* world.start
      yield* world.showPane({ paneId: "%1", pid: 70, title: "host" })
      yield* world.untilStatus("process-70", "waiting", "screen")
      world.record(70, a, "idle")
      yield* world.untilTag("ThreadReplaced", "process-70")
      yield* world.untilStatus(a, "idle")
    })
  )
})

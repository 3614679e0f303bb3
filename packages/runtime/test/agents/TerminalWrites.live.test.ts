import { assert, it } from "@effect/vitest"
import { Effect, Fiber, Option } from "effect"
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"
import { TerminalWrites } from "../../src/agents/TerminalWrites.ts"

/** A tmux server of its own whose only pane writes each line that is typed. */
const echoingPane = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync(join(tmpdir(), "os-tty-"))
    const server = `os-tty-${process.pid}`
    const run = (...words: ReadonlyArray<string>) =>
      execFileSync("tmux", ["-L", server, "-f", "/dev/null", ...words], {
        encoding: "utf8",
        env: { ...process.env, TMUX: "", TMUX_TMPDIR: folder }
      }).trim()
    run("new-session", "-d", "-x", "80", "-y", "24", "cat")
    return { folder, run, tty: run("display-message", "-p", "#{pane_tty}") }
  }),
  ({ folder, run }) =>
    Effect.sync(() => {
      run("kill-server")
      rmSync(folder, { recursive: true, force: true })
    })
)

it.live("a write to a terminal is noticed, and a quiet terminal is not", () =>
  Effect.gen(function* () {
    const { run, tty } = yield* echoingPane
    const written = yield* TerminalWrites
    const quiet = yield* Effect.timeoutOption(written(tty), 200)
    assert.isTrue(Option.isNone(quiet))
    const waiting = yield* Effect.forkChild(written(tty), { startImmediately: true })
    // The echo of a key is the system's own; what the program writes is told.
    run("send-keys", "x", "Enter")
    const told = yield* Effect.timeoutOption(Fiber.join(waiting), "4 seconds")
    assert.isTrue(Option.isSome(told))
  })
)

/** The watches that the system keeps for this process. */
const watches = () =>
  readdirSync("/proc/self/fdinfo").flatMap((one) => {
    const text = existsSync(`/proc/self/fdinfo/${one}`) ? readFileSync(`/proc/self/fdinfo/${one}`, "utf8") : ""
    return text.split("\n").filter((line) => line.startsWith("inotify "))
  }).length

it.live.runIf(process.platform === "linux")("a write that was noticed leaves no watch behind", () =>
  Effect.gen(function* () {
    const { run, tty } = yield* echoingPane
    const written = yield* TerminalWrites
    const before = watches()
    const waiting = yield* Effect.forkChild(written(tty), { startImmediately: true })
    run("send-keys", "x", "Enter")
    yield* Fiber.join(waiting)
    // The system's own is let go after the notice that it told.
    yield* Effect.promise(() => setImmediate())
    assert.strictEqual(watches(), before)
  })
)

it.live("a terminal that is not there costs nothing but time", () =>
  Effect.gen(function* () {
    const written = yield* TerminalWrites
    assert.isTrue(Option.isNone(yield* Effect.timeoutOption(written("/dev/pts/none"), 100)))
  })
)

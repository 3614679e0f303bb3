import { assert, it } from "@effect/vitest"
import { Effect, Fiber, Option } from "effect"
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
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

it.live("a terminal that is not there costs nothing but time", () =>
  Effect.gen(function* () {
    const written = yield* TerminalWrites
    assert.isTrue(Option.isNone(yield* Effect.timeoutOption(written("/dev/pts/none"), 100)))
  })
)

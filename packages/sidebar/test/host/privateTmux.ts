/** A tmux server of a test's own, with panes that hold a terminal open and do nothing. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const exec = promisify(execFile)

/** As the product's holder does: a raw terminal, and nobody who reads it. */
export const holder = "stty raw -echo -isig; exec sleep 600"

export interface PrivateTmux {
  /** Runs a tmux command and gives what it prints, without the last line end. */
  run(...args: ReadonlyArray<string>): Effect.Effect<string>
  /** What a pane shows, without what is blank at the end of lines. */
  screen(pane: PaneId): Effect.Effect<ReadonlyArray<string>>
}

let servers = 0

/** Starts a server with one window that has one holder pane of this size; it ends with the scope. */
export const privateTmux = Effect.fnUntraced(function* (width: number, height: number, command = holder) {
  const directory = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "os-host-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
  )
  const { TMUX: _tmux, TMUX_PANE: _pane, ...rest } = process.env
  const env = { ...rest, TMUX_TMPDIR: directory }
  const socket = `os-host-${process.pid}-${servers++}`
  const run = (...args: ReadonlyArray<string>) =>
    Effect.promise(async () => {
      const { stdout } = await exec("tmux", ["-L", socket, "-f", "/dev/null", ...args], { env })
      return stdout.replace(/\n$/, "")
    })
  yield* Effect.acquireRelease(run("new-session", "-d", "-x", String(width), "-y", String(height), command), () =>
    Effect.ignoreCause(run("kill-server"))
  )
  yield* run("set-option", "-g", "status", "off")
  yield* run("resize-window", "-x", String(width), "-y", String(height))
  return {
    run,
    screen: (pane) => run("capture-pane", "-p", "-t", pane).pipe(Effect.map((text) => text.split("\n")))
  } satisfies PrivateTmux
})

/** Waits until a value is as wanted, and gives it. A test's own time limit ends it otherwise. */
export const eventually = <A, E, R>(look: Effect.Effect<A, E, R>, wanted: (value: A) => boolean) =>
  Effect.gen(function* () {
    let value = yield* look
    for (let tries = 0; !wanted(value); tries++) {
      if (tries > 500) return yield* Effect.die(new Error(`it never came: ${JSON.stringify(value)}`))
      yield* Effect.sleep("10 millis")
      value = yield* look
    }
    return value
  })

export const shows =
  (text: string) =>
  (lines: ReadonlyArray<string>): boolean =>
    lines.some((line) => line.includes(text))

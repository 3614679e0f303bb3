/** The pane outlives the process that draws it. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, SubscriptionRef } from "effect"
import { spawn } from "node:child_process"
import { join } from "node:path"
import type { SeenPane } from "../../src/services/PaneSource.ts"
import { fakeDaemon } from "./fakeDaemon.ts"
import { eventually, privateTmux, shows } from "./privateTmux.ts"
import { panesOf } from "./seenPanes.ts"

/** Starts a host process; it is killed at the latest with the scope. */
const hostProcess = (panes: ReadonlyArray<SeenPane>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const script = join(import.meta.dirname, "hostProcess.ts")
      const args = ["--disable-warning=ExperimentalWarning", script, JSON.stringify(panes)]
      return spawn(process.execPath, args, { detached: true, stdio: ["ignore", "pipe", "inherit"] })
    }),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )

const cursor = (lines: ReadonlyArray<string>) => lines.findIndex((line) => line.startsWith("›"))

describe("S41 a host that is killed", () => {
  it.live("leaves its last frame, and the next host goes on without what was typed meanwhile", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const panes = yield* panesOf(tmux)
      const { paneId } = panes[0]!
      const child = yield* hostProcess(panes)
      yield* eventually(tmux.screen(paneId), shows("docs"))
      const exited = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGKILL")
      yield* Effect.promise(() => exited)
      const last = yield* tmux.screen(paneId)
      assert.isTrue(shows("docs")(last))

      yield* tmux.run("send-keys", "-t", paneId, "-l", "jjqyQy\r\x1b[B\x1b]11;rgb:0/0/0\x07")
      yield* tmux.run("send-keys", "-t", paneId, "-l", "\x1b[?62;1c\x1b[12;")
      assert.deepStrictEqual(yield* tmux.screen(paneId), last, "nothing is echoed")

      const daemon = yield* fakeDaemon()
      const before = Number(yield* tmux.run("display", "-p", "-t", paneId, "#{history_size}"))
      const host = yield* daemon.start
      yield* SubscriptionRef.set(daemon.seen, panes)
      yield* eventually(host.panes, (all) => all[0]?.attached === true)
      yield* tmux.run("send-keys", "-t", paneId, "j")
      const lines = yield* eventually(tmux.screen(paneId), (now) => cursor(now) >= 0)
      assert.include(lines[cursor(lines)], "web", "only the key that was pressed now counts")
      assert.deepStrictEqual(daemon.commands, [])
      assert.strictEqual(Number(yield* tmux.run("display", "-p", "-t", paneId, "#{history_size}")), before)
    })
  )
})

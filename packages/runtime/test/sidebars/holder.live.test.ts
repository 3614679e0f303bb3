import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestServer } from "../tmux/support/TestServer.ts"
import { eventually, format } from "./support/look.ts"

const script = fileURLToPath(new URL("../../../../integrations/tmux-plugin/scripts/holder.sh", import.meta.url))

/** The holder in a pane of its own, with these words before it. */
const hold = Effect.fnUntraced(function* (...words: ReadonlyArray<string>) {
  const { tmux } = yield* TestServer
  const pane = yield* tmux("new-window", "-d", "-P", "-F", "#{pane_id}", "-t", "first:", ...words, "/bin/sh", script)
  yield* eventually("a sleeping holder", format("#{pane_current_command}", pane), (name) => name === "sleep")
  return { pane, pid: yield* format("#{pane_pid}", pane) }
})

it.live("nothing that is typed into a holder ends it or shows", () =>
  Effect.gen(function* () {
    const { tmux } = yield* TestServer
    const { pane, pid } = yield* hold()
    yield* tmux("send-keys", "-t", pane, "-l", "rm -rf /\n")
    yield* tmux("send-keys", "-t", pane, "C-c", "C-d", "C-z", "C-\\", "C-s", "Enter", "q")
    yield* Effect.sleep("100 millis")
    assert.strictEqual((yield* tmux("capture-pane", "-p", "-t", pane)).trim(), "")
    assert.strictEqual(yield* format("#{pane_pid} #{pane_dead}", pane), `${pid} 0`)
  }).pipe(Effect.provide(TestServer.layer))
)

it.live("a holder ends with its pane, also while somebody else has the terminal open", () =>
  Effect.gen(function* () {
    const { tmux } = yield* TestServer
    const { pane, pid } = yield* hold()
    const alive = Effect.sync(() => {
      try {
        return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
      } catch {
        return false
      }
    })
    assert.isTrue(yield* alive)
    const tty = yield* format("#{pane_tty}", pane)
    yield* tmux("new-window", "-d", "-t", "first:", `exec sleep 600 <${tty}`)
    yield* tmux("kill-pane", "-t", pane)
    yield* eventually("its end", alive, (is) => !is)
  }).pipe(Effect.provide(TestServer.layer))
)

it.live("a holder runs without an environment, and on a terminal that it can't set", () =>
  Effect.gen(function* () {
    const { tmux } = yield* TestServer
    yield* tmux("set-environment", "-g", "API_TOKEN", "hush")
    const { pid } = yield* hold()
    assert.match(readFileSync(`/proc/${pid}/environ`, "utf8"), /^PATH=[^\0]*\0$/)
    yield* hold("env", "-u", "PATH")
  }).pipe(Effect.provide(TestServer.layer))
)

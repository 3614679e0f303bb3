/** Every byte that goes to a pane and what becomes of every byte that comes from it (S3). */
import { assert, describe, it } from "@effect/vitest"
import { Effect, SubscriptionRef } from "effect"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { aSession, aState } from "../view/states.ts"
import { fakeDaemon } from "./fakeDaemon.ts"
import { eventually, privateTmux, type PrivateTmux, shows } from "./privateTmux.ts"
import { panesOf } from "./seenPanes.ts"

const preamble = "\x1b[?7l\x1b[?25l\x1b[?1003l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h"

/** All that is written to the pane from now on. */
const recorded = Effect.fnUntraced(function* (tmux: PrivateTmux, pane: string) {
  const directory = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "os-host-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
  )
  const file = join(directory, "bytes")
  yield* tmux.run("pipe-pane", "-O", "-t", pane, `cat > '${file}'`)
  yield* Effect.sleep("50 millis")
  return () => readFileSync(file, "latin1")
})

describe("bytes to a pane", () => {
  it.live("are frames and, once at the beginning of each attachment, the modes of the host's own", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const panes = yield* panesOf(tmux)
      const bytes = yield* recorded(tmux, panes[0]!.paneId)
      const daemon = yield* fakeDaemon()
      yield* daemon.start
      for (let round = 0; round < 3; round++) {
        yield* SubscriptionRef.set(daemon.state, aState([aSession(1, `round${round}`)]))
        yield* SubscriptionRef.set(daemon.seen, panes)
        yield* eventually(tmux.screen(panes[0]!.paneId), shows(`round${round}`))
        yield* SubscriptionRef.set(daemon.seen, [{ ...panes[0]!, height: 20 }])
        yield* Effect.sleep("30 millis")
        yield* SubscriptionRef.set(daemon.seen, [])
        yield* Effect.sleep("30 millis")
      }
      const all = bytes()
      assert.strictEqual(all.split(preamble).length - 1, 3)
      assert.isTrue(all.startsWith(`${preamble}\x1b[?2026h`))
      const frames = all.replaceAll(preamble, "")
      const sequences = new Set(
        frames.match(/\x1b(?:\[[\d;?]*[ -/]*[@-~]|[^[])/g)?.map((one) => one.replace(/[\d;]+/, ""))
      )
      assert.deepStrictEqual([...sequences].sort(), ["\x1b[?h", "\x1b[?l", "\x1b[H", "\x1b[m"])
      assert.notMatch(frames, /\x1b\[\?(?!25[hl]|2026[hl])/)
      assert.notMatch(frames, /[\x00-\x1a\x1c-\x1f\x7f]/)
    })
  )
})

describe("S3 bytes from a pane", () => {
  const answers = {
    DA1: "\x1b[?62;1;4c",
    DA2: "\x1b[>84;0;0c",
    XTVERSION: "\x1bP>|some terminal(1.2)\x1b\\",
    "a cursor report": "\x1b[12;40R",
    "a mode report": "\x1b[?2026;2$y",
    "a colour": "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "kitty flags": "\x1b[?0u",
    "a size in pixels": "\x1b[4;600;800t"
  }
  it.live("are no keys where they answer a question that somebody asked: whole, late or in pieces", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const panes = yield* panesOf(tmux)
      const { paneId } = panes[0]!
      const daemon = yield* fakeDaemon()
      yield* daemon.start
      yield* SubscriptionRef.set(daemon.seen, panes)
      yield* eventually(tmux.screen(paneId), shows("docs"))
      const before = yield* tmux.screen(paneId)
      const send = (text: string) =>
        tmux.run("send-keys", "-t", paneId, "-H", ...Buffer.from(text).toString("hex").match(/../g)!)
      for (const answer of Object.values(answers)) {
        yield* send(answer)
        yield* send(answer.slice(0, 4))
        yield* Effect.sleep("60 millis")
        yield* send(answer.slice(4))
      }
      yield* Effect.sleep("100 millis")
      assert.deepStrictEqual(yield* tmux.screen(paneId), before)
      assert.deepStrictEqual(daemon.commands, [])

      // Torn by a slow line, an answer's ESC cannot be told from the Escape key; the rest is nothing.
      for (const piece of answers.DA1) {
        yield* send(piece)
        yield* Effect.sleep("40 millis")
      }
      yield* Effect.sleep("100 millis")
      assert.deepStrictEqual(yield* tmux.screen(paneId), before)
      assert.deepStrictEqual([...new Set(daemon.commands.splice(0).map(({ _tag }) => _tag))], ["FocusContent"])

      yield* SubscriptionRef.set(daemon.seen, [])
      yield* Effect.sleep("50 millis")
      for (const answer of Object.values(answers)) yield* send(answer)
      yield* send("jQy")
      yield* SubscriptionRef.set(daemon.seen, panes)
      yield* Effect.sleep("100 millis")
      assert.deepStrictEqual(yield* tmux.screen(paneId), before)
      assert.deepStrictEqual(daemon.commands, [])
      yield* tmux.run("send-keys", "-t", paneId, "j")
      yield* eventually(tmux.screen(paneId), (lines) => lines.some((line) => line.startsWith("› 2 web")))
    })
  )
})

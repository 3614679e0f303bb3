/** What every multiplexer has to do, whatever it is. */
import { assert } from "@effect/vitest"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Effect, Stream } from "effect"
import type { Multiplexer } from "../../src/multiplexer/Multiplexer.ts"
import type { Topology } from "../../src/tmux/Topology.ts"

/** Waits until the multiplexer tells of a topology that fits. */
const until = (multiplexer: Multiplexer, fits: (topology: Topology) => boolean) =>
  multiplexer.topology.pipe(
    Stream.filter(fits),
    Stream.take(1),
    Stream.runHead,
    Effect.timeout("5 seconds"),
    Effect.flatMap(Effect.fromOption)
  )

/** Makes, renames, shows and ends a session of it. Somebody has to be attached to it. */
export const keepsTheContract = Effect.fnUntraced(function* (multiplexer: Multiplexer) {
  const named = (name: string) => (topology: Topology) =>
    [...topology.sessions.values()].some((one) => one.name === name)
  const shows = (id: SessionId) => (topology: Topology) =>
    [...topology.clients.values()].some(({ sessionId }) => sessionId === id)

  const id = yield* multiplexer.newSession("made here", "/")
  const there = yield* until(multiplexer, named("made here"))
  const session = there.sessions.get(id)
  assert.strictEqual(session?.path, "/")
  const window = there.windows.get(session!.currentWindow!)
  const pane = there.panes.get(window!.activePane!)
  assert.isAbove(pane?.pid ?? 0, 0)

  yield* multiplexer.renameSession(id, "-renamed; #{pid}")
  yield* until(multiplexer, named("-renamed; #{pid}"))
  yield* multiplexer.focusPane(pane!.id)
  yield* multiplexer.switchTo(null, id)
  yield* until(multiplexer, shows(id))
  yield* multiplexer.killSession(id)
  yield* until(multiplexer, (topology) => !topology.sessions.has(id))
  const error = yield* Effect.flip(multiplexer.killSession(id))
  assert.strictEqual(error.multiplexer, multiplexer.name)
})

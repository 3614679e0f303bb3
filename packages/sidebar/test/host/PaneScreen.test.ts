import { assert, describe, it } from "@effect/vitest"
import { FrameBufferRenderable } from "@opentui/core"
import { Effect } from "effect"
import { attachScreen } from "../../src/host/PaneScreen.ts"
import type { PaneTty } from "../../src/host/PaneTty.ts"

/** A terminal that takes all that is painted, and somebody who types in it. */
const fakeTty = () => {
  const listeners: Array<(bytes: Uint8Array) => void> = []
  const tty: PaneTty = {
    write: (_, done) => done(),
    onInput: (listener) => void listeners.push(listener),
    lost: Effect.never
  }
  return { tty, types: (text: string) => listeners.forEach((listener) => listener(Buffer.from(text))) }
}

/** A screen of 26x24 with a surface as large as that, and what the mouse did on it. */
const attached = Effect.gen(function* () {
  const { tty, types } = fakeTty()
  const { renderer, resize } = yield* attachScreen(tty, 26, 24)
  const surface = new FrameBufferRenderable(renderer, { id: "surface", width: 26, height: 24 })
  renderer.root.add(surface)
  const seen: Array<string> = []
  renderer.root.onMouse = ({ type, x, y }) => void seen.push(`${type} ${x},${y}`)
  /** What is typed is taken with the next turn of the loop. */
  const typed = (text: string) =>
    Effect.sync(() => types(text)).pipe(Effect.andThen(Effect.promise(() => new Promise(setImmediate))))
  return { renderer, resize, seen, surface, typed }
})

const click = "\x1b[<0;13;3M\x1b[<0;13;3m"

describe("the mouse on a pane's screen", () => {
  it.effect("is heard before the first frame", () =>
    Effect.gen(function* () {
      const { seen, typed } = yield* attached
      yield* typed(click)
      assert.deepStrictEqual(seen, ["down 12,2", "up 12,2"])
    })
  )

  it.effect("is heard between a change of the size and the frame for it", () =>
    Effect.gen(function* () {
      const { renderer, resize, seen, surface, typed } = yield* attached
      yield* Effect.promise(() => renderer.idle())
      resize(54, 24)
      surface.width = 54
      surface.frameBuffer.resize(54, 24)
      yield* typed(click)
      assert.deepStrictEqual(seen, ["down 12,2", "up 12,2"])
    })
  )
})

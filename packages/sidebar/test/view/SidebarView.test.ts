import { assert, describe, it } from "@effect/vitest"
import { CliRenderEvents, TextAttributes } from "@opentui/core"
import { createTestRenderer } from "@opentui/core/testing"
import { Effect } from "effect"
import { Message } from "../../src/message.ts"
import type { Model } from "../../src/model.ts"
import { defaultTheme, themeNamed } from "../../src/themes/themeNamed.ts"
import { update } from "../../src/update.ts"
import { emphasisMs } from "../../src/view/glyph.ts"
import { needsTick } from "../../src/view/needsTick.ts"
import { layout } from "../../src/view/rows.ts"
import { makeSidebarView } from "../../src/view/SidebarView.ts"
import { mixture, numbers } from "./hostileText.ts"
import { aDay, afterKeys, anAgent, aPane, aSession, aView, now, textOf } from "./states.ts"

const { palette, status } = defaultTheme

/** A view on a renderer without a terminal. */
const aScreen = Effect.fnUntraced(function* (width: number, height: number) {
  const setup = yield* Effect.acquireRelease(
    Effect.promise(() => createTestRenderer({ width, height })),
    (test) => Effect.promise(() => test.dispose())
  )
  const view = makeSidebarView(setup.renderer)
  /** The span at a place. */
  const spanAt = (x: number, y: number) => {
    let column = 0
    return setup.captureSpans().lines[y]!.spans.find(({ width: columns }) => (column += columns) > x)!
  }
  return {
    ...setup,
    view,
    show: (model: Model, at = now) =>
      Effect.promise(async () => {
        view.show(model, at)
        await setup.renderOnce()
        return setup.captureCharFrame().replace(/\n$/, "").split("\n")
      }),
    /** What the terminal is told of the colour of a text. */
    colourAt: (x: number, y: number) => {
      const { intent, slot } = spanAt(x, y).fg
      return { intent, slot }
    },
    /** The span at a place, with its colours as `#rrggbb`, null where the terminal's own shows. */
    styleAt: (x: number, y: number) => {
      const span = spanAt(x, y)
      const hex = (colour: { toInts(): [number, number, number, number] }) => {
        const [r, g, b, a] = colour.toInts()
        return a === 0 ? null : `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`
      }
      const has = (attribute: number) => (span.attributes & attribute) !== 0
      return {
        fg: hex(span.fg),
        bg: hex(span.bg),
        bold: has(TextAttributes.BOLD),
        ...(has(TextAttributes.DIM) ? { dim: true } : {}),
        ...(has(TextAttributes.UNDERLINE) ? { underlined: true } : {})
      }
    }
  }
})

describe("what the renderer paints", () => {
  it.live.each([
    [20, 8],
    [26, 30],
    [40, 14],
    [80, 60]
  ] as const)("is what was laid out, at %i by %i", ([width, height]) =>
    Effect.gen(function* () {
      const screen = yield* aScreen(width, height)
      const model = aView(aDay, { width, height })
      assert.deepStrictEqual(yield* screen.show(model), textOf(layout(model, now)))
    })
  )

  it.live("has the colours of the theme, and backgrounds under the cursor alone", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      yield* screen.show(afterKeys(aView(aDay), "j"))
      assert.deepStrictEqual(screen.styleAt(4, 2), { fg: status.waiting, bg: null, bold: true })
      assert.deepStrictEqual(screen.styleAt(24, 2), { fg: status.waiting, bg: null, bold: true })
      assert.deepStrictEqual(screen.styleAt(0, 2), { fg: palette.lavender, bg: null, bold: false })
      assert.deepStrictEqual(screen.styleAt(4, 4), { fg: palette.text, bg: palette.surface0, bold: false })
      assert.strictEqual(screen.styleAt(25, 5).bg, palette.surface0)
      assert.deepStrictEqual(screen.styleAt(24, 10), { fg: status.error, bg: null, bold: true })
    })
  )

  it.live.each(["tokyo-night", "catppuccin-latte", "matrix"])("wears another theme in one frame: %s", (name) =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      const model = afterKeys(aView(aDay), "j")
      const before = yield* screen.show(model)
      const after = yield* screen.show({ ...model, previewTheme: name })
      assert.deepStrictEqual(after, before)
      const theme = themeNamed(name)
      assert.deepStrictEqual(screen.styleAt(4, 2), { fg: theme.status.waiting, bg: null, bold: true })
      assert.deepStrictEqual(screen.styleAt(4, 4), { fg: theme.palette.text, bg: theme.palette.surface0, bold: false })
      assert.deepStrictEqual(screen.styleAt(24, 4).fg, theme.status.done)
      assert.deepStrictEqual(screen.styleAt(2, 17).fg, theme.palette.surface1)
    })
  )

  it.live("paints the terminal's own colours by their numbers, and no background", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      yield* screen.show({ ...afterKeys(aView(aDay), "j"), previewTheme: "terminal" })
      assert.deepStrictEqual(screen.colourAt(4, 2), { intent: "indexed", slot: 3 })
      assert.strictEqual(screen.colourAt(1, 0).intent, "default")
      assert.isUndefined(screen.styleAt(1, 0).dim)
      // What recedes is dimmed, which can be read on black and on white.
      assert.strictEqual(screen.colourAt(4, 7).intent, "default")
      assert.strictEqual(screen.styleAt(4, 7).dim, true)
      assert.strictEqual(screen.colourAt(4, 4).intent, "default")
      assert.isNull(screen.styleAt(4, 4).bg)
    })
  )

  it.live("emphasises for a moment what just came to wait, once", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      const sessions = [aSession(1, "api"), aSession(2, "web", { agents: [anAgent("waiting", { since: now })] })]
      const model = aView(sessions)
      yield* screen.show(model, now + 100)
      assert.strictEqual(screen.styleAt(4, 5).bg, palette.surface1)
      assert.strictEqual(needsTick(model, now + 100), emphasisMs - 100)
      yield* screen.show(model, now + emphasisMs)
      assert.isNull(screen.styleAt(4, 5).bg)
      assert.strictEqual(needsTick(model, now + emphasisMs), null)
    })
  )

  it.live("shows no background for the cursor of a pane that is not active", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      yield* screen.show(aView(aDay, { active: false }))
      const spans = screen.captureSpans().lines.flatMap((line) => line.spans)
      assert.deepStrictEqual(
        spans.filter(({ bg }) => bg.a > 0),
        []
      )
    })
  )

  it.live("leaves nothing of the frame before", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 20)
      const next = numbers(23)
      for (let round = 0; round < 30; round++) {
        const sessions = Array.from({ length: next(9) }, (_, index) => aSession(index + 1, mixture(next)))
        const model = aView(sessions, { height: 20 })
        assert.deepStrictEqual(yield* screen.show(model), textOf(layout(model, now)))
      }
    })
  )

  it.live("fits a pane that changes its size", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      let model = aView(aDay)
      yield* screen.show(model)
      for (const [width, height] of [
        [40, 12],
        [20, 8],
        [80, 40]
      ] as const) {
        screen.resize(width, height)
        model = update(model, Message.PaneChanged({ pane: aPane({ width, height }), at: now }))[0]
        assert.deepStrictEqual(yield* screen.show(model), textOf(layout(model, now)))
      }
    })
  )

  it.live("asks for no frame when nothing changed", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      const model = aView(aDay)
      yield* screen.show(model)
      let frames = 0
      screen.renderer.on(CliRenderEvents.FRAME, () => frames++)
      screen.view.show(update(model, Message.StateChanged({ state: { ...model.state!, revision: 2 } }))[0], now + 40)
      yield* Effect.promise(() => screen.flush())
      assert.strictEqual(frames, 0)
    })
  )

  it.live("knows what is under the mouse", () =>
    Effect.gen(function* () {
      const screen = yield* aScreen(26, 30)
      assert.isNull(screen.view.hitAt(6, 4))
      yield* screen.show(aView(aDay))
      assert.deepStrictEqual(screen.view.hitAt(6, 4), { _tag: "Session", sessionId: aDay[1]!.id })
    })
  )
})

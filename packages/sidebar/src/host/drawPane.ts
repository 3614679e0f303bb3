/** The fiber of one seen pane: attached while it can be, and attached again after a failure. */
import { type KeyEvent, MouseButton, type MouseEvent, type PasteEvent } from "@opentui/core"
import { Cause as EffectCause, type Clock, Effect, FiberHandle } from "effect"
import { keyFromEvent } from "../keys.ts"
import { Message } from "../message.ts"
import type { SeenPane } from "../services/PaneSource.ts"
import { followsTerminal } from "../themes/ThemeSettings.ts"
import { makeSidebarView, type SidebarView } from "../view/SidebarView.ts"
import type { Cause, Clients } from "./Clients.ts"
import { attachScreen, type PaneScreen } from "./PaneScreen.ts"
import { openPaneTty } from "./PaneTty.ts"

/** A pane as the host knows it. The host replaces `seen` and asks for a repaint; the fiber sets the rest. */
export interface DrawnPane {
  seen: SeenPane
  repaint: (cause: Cause) => void
  health: { readonly attached: boolean; readonly failures: number; readonly lastFailure: string | null }
}

/**
 * Frames of a storm of states are this far apart; the first one is painted at once, and so is what a person did.
 * One costs about a millisecond of CPU, so a storm costs 5 % of a core a pane.
 */
const stormMs = 20

/** A pane that was drawn for this long had no lasting trouble. */
const soundMs = 10_000

/** The first is long enough that tmux has told of a pane that was closed, and that its terminal is not another's by now. */
const backoffMs = (failures: number): number => Math.min(250 * 2 ** (failures - 1), 5_000)

/** Never ends and never fails: it is interrupted when the pane is not seen any more. */
export const drawPane = Effect.fnUntraced(function* (
  pane: DrawnPane,
  { clients, lookAgain }: { readonly clients: Clients; readonly lookAgain: Effect.Effect<void> },
  clock: Clock.Clock
) {
  while (true) {
    const began = clock.currentTimeMillisUnsafe()
    const trouble = yield* attach(pane, clients, clock).pipe(Effect.scoped, Effect.sandbox, Effect.flip)
    const sound = clock.currentTimeMillisUnsafe() - began > soundMs
    const failures = sound ? 1 : pane.health.failures + 1
    pane.health = { attached: false, failures, lastFailure: String(EffectCause.squash(trouble)) }
    // The first is mostly a pane that was closed, of which tmux tells a moment later.
    const log = failures === 1 ? Effect.logInfo : Effect.logWarning
    yield* log("a sidebar pane failed and is attached again", trouble).pipe(
      Effect.annotateLogs({ paneId: pane.seen.paneId, failures })
    )
    yield* lookAgain
    yield* Effect.sleep(backoffMs(failures))
  }
})

/** Holds the pane until its terminal or its renderer fails. */
const attach = Effect.fnUntraced(function* (pane: DrawnPane, clients: Clients, clock: Clock.Clock) {
  let { height, width } = pane.seen
  const tty = yield* openPaneTty(pane.seen.tty)
  const screen = yield* attachScreen(tty, width, height)
  const view = makeSidebarView(screen.renderer)
  screen.behindFrames(view.behindFrame)
  const runLater = yield* FiberHandle.makeRuntime<never>()
  let paintedAt = Number.NEGATIVE_INFINITY
  let waiting = false
  let asked = false

  const paint = screen.guarded(() => {
    const { seen } = pane
    waiting = false
    paintedAt = clock.currentTimeMillisUnsafe()
    if (seen.width !== width || seen.height !== height) {
      width = seen.width
      height = seen.height
      screen.resize(width, height)
    }
    const model = clients.modelFor(seen)
    view.show(model, paintedAt)
    if (!asked && followsTerminal(model.options.themes)) {
      asked = true
      screen.askAppearance((appearance) => clients.send(pane.seen.client, Message.AppearanceTold({ appearance })))
    }
  })

  const repaint = (cause: Cause): void => {
    const since = clock.currentTimeMillisUnsafe() - paintedAt
    // A clock that was set back makes `since` negative.
    if (cause === "person" || since >= stormMs || since < 0) return paint()
    if (waiting) return
    waiting = true
    runLater(Effect.sleep(stormMs - since).pipe(Effect.andThen(Effect.sync(paint))))
  }

  yield* Effect.acquireRelease(
    Effect.sync(() => {
      pane.repaint = repaint
      pane.health = { ...pane.health, attached: true }
    }),
    () => Effect.sync(() => (pane.repaint = () => {}))
  )
  listen(pane, screen, view, clients, clock)
  paint()
  return yield* Effect.raceFirst(tty.lost, screen.failed)
})

/** Keys and mouse of this pane go to the client that it shows at that moment. */
const listen = (pane: DrawnPane, screen: PaneScreen, view: SidebarView, clients: Clients, clock: Clock.Clock): void => {
  const send = (message: (at: number) => Message) =>
    clients.send(pane.seen.client, message(clock.currentTimeMillisUnsafe()))
  screen.renderer.keyInput.on("keypress", (event: KeyEvent) => {
    send((at) => Message.KeyPressed({ key: keyFromEvent(event), at }))
  })
  screen.renderer.keyInput.on("paste", ({ bytes }: PasteEvent) => {
    send((at) => Message.Pasted({ text: Buffer.from(bytes).toString("utf8"), at }))
  })
  screen.renderer.root.onMouse = ({ button, scroll, type, x, y }: MouseEvent) => {
    if (type === "scroll") {
      if (scroll?.direction === "up" || scroll?.direction === "down") {
        const by = scroll.direction === "up" ? -1 : 1
        send((at) => Message.Wheel({ by, at }))
      }
    } else if (button === MouseButton.LEFT) {
      if (type === "down") send((at) => Message.MouseDown({ x, y, hit: view.hitAt(x, y), at }))
      if (type === "drag") send((at) => Message.MouseDragged({ x, y, hit: view.hitAt(x, y), at }))
      // After a drag both of them come; the second finds nothing pressed.
      if (type === "up" || type === "drag-end") send((at) => Message.MouseUp({ x, y, hit: view.hitAt(x, y), at }))
    }
  }
}

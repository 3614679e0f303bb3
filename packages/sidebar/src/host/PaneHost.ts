/**
 * Draws every sidebar that somebody sees, from this one process. Each seen pane has a fiber that holds its terminal,
 * its renderer and its view, acquired and released together; the last frame stays in a pane that is left.
 */
import type { ClientName, PaneId } from "@opensessions/protocol/Ids"
import { Clock, Context, Effect, FiberMap, Layer, Stream, Struct } from "effect"
import type { ModelPane } from "../model.ts"
import { PaneSource, type SeenPane } from "../services/PaneSource.ts"
import { StateSource } from "../services/StateSource.ts"
import { type Cause, makeClients } from "./Clients.ts"
import { type DrawnPane, drawPane } from "./drawPane.ts"
import { makeLookups } from "./lookups.ts"
import { makeTicker } from "./ticker.ts"
import { ViewOptionsSource } from "./ViewOptionsSource.ts"

/** A pane that is seen, and how its drawing goes. */
export interface PaneHealth {
  readonly paneId: PaneId
  readonly attached: boolean
  /** Failures in a row; 0 where all is well. */
  readonly failures: number
  readonly lastFailure: string | null
}

export class PaneHost extends Context.Service<
  PaneHost,
  {
    /** The panes that are to be drawn now, for `doctor` and the bench. */
    readonly panes: Effect.Effect<ReadonlyArray<PaneHealth>>
  }
>()("@opensessions/sidebar/host/PaneHost") {
  static readonly layer = Layer.effect(
    PaneHost,
    Effect.suspend(() => make)
  )
}

const make = Effect.gen(function* () {
  const source = yield* PaneSource
  const states = yield* StateSource
  const clock = yield* Clock.Clock
  const drawn = new Map<PaneId, DrawnPane>()

  const changed = (client: ClientName, cause: Cause): void => {
    for (const pane of drawn.values()) if (pane.seen.client === client) pane.repaint(cause)
    ticker.changed(client)
    lookups.changed(client)
  }
  const clients = yield* makeClients(changed)
  const ticker = yield* makeTicker(clients, clock)
  const lookups = yield* makeLookups(clients)
  const fibers = yield* FiberMap.make<PaneId, void, never>()

  const start = (seen: SeenPane) =>
    Effect.suspend(() => {
      const pane: DrawnPane = { seen, repaint: () => {}, health: { attached: false, failures: 0, lastFailure: null } }
      drawn.set(seen.paneId, pane)
      return FiberMap.run(fibers, seen.paneId, drawPane(pane, { clients, lookAgain: source.lookAgain }, clock), {
        startImmediately: true
      })
    })

  /** New panes first: a person waits for them, and nobody for those that are left. */
  const reconcile = Effect.fnUntraced(function* (seen: ReadonlyArray<SeenPane>) {
    clients.show(seen.map(withoutTty))
    for (const pane of seen) {
      const former = drawn.get(pane.paneId)
      if (former === undefined || former.seen.tty !== pane.tty) yield* start(pane)
      else if (former.seen !== pane) {
        former.seen = pane
        former.repaint("person")
      }
    }
    const ids = new Set(seen.map(({ paneId }) => paneId))
    const left = [...drawn.keys()].filter((paneId) => !ids.has(paneId))
    for (const paneId of left) drawn.delete(paneId)
    yield* Effect.forEach(left, (paneId) => FiberMap.remove(fibers, paneId), {
      concurrency: "unbounded",
      discard: true
    })
    ticker.shownChanged()
    lookups.shownChanged()
  })

  const { options } = yield* ViewOptionsSource
  yield* options.pipe(
    Stream.runForEach((next) => Effect.sync(() => clients.optionsChanged(next))),
    Effect.forkScoped({ startImmediately: true })
  )
  yield* states.changes.pipe(
    Stream.runForEach((state) => Effect.sync(() => clients.stateChanged(state))),
    Effect.forkScoped({ startImmediately: true })
  )
  yield* source.seen.pipe(Stream.runForEach(reconcile), Effect.forkScoped({ startImmediately: true }))

  return PaneHost.of({
    panes: Effect.sync(() => [...drawn.values()].map(({ health, seen }) => ({ paneId: seen.paneId, ...health })))
  })
})

const withoutTty = (pane: SeenPane): ModelPane => Struct.omit(pane, ["tty"])

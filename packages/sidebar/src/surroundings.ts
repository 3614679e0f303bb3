/** How a view follows what changes around it: the shared state, and its pane. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session, State } from "@opensessions/protocol/State"
import { listed } from "./list/withChoice.ts"
import { closesWithoutFocus } from "./modals/modals.ts"
import { noOverlay } from "./modals/Overlay.ts"
import type { Model, ModelPane } from "./model.ts"
import { densityFor } from "./view/density.ts"
import { listLines, scrolledToCursor } from "./view/viewport.ts"

const isShown = (shown: ReadonlyArray<Session>, id: SessionId | null): id is SessionId =>
  id !== null && shown.some((session) => session.id === id)

/** A new state, which also says that the daemon is there. */
export const stateChanged = (model: Model, state: State): Model => listed({ ...model, connected: true }, state)

/** The client looks elsewhere, or its pane changed. A question does not outlive the focus (S55). */
export const paneChanged = (model: Model, pane: ModelPane): Model => {
  const elsewhere = pane.sessionId !== model.pane.sessionId
  const onTheWay = model.pending !== null && model.pending !== pane.sessionId
  const closes = !pane.active && closesWithoutFocus(model.overlay)
  const next: Model = {
    ...model,
    pane,
    pending: onTheWay ? model.pending : null,
    ...(elsewhere && !onTheWay && isShown(model.shown, pane.sessionId)
      ? { cursor: pane.sessionId, cursorGroup: null }
      : {}),
    overlay: closes ? noOverlay : model.overlay
  }
  const resized = pane.height !== model.pane.height && model.options.density === "auto"
  const density = resized ? densityFor(next.entries, listLines(next)) : next.density
  return scrolledToCursor({ ...next, density })
}

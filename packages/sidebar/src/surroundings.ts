/** How a view follows what changes around it: the shared state, its pane, the settings. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session, State } from "@opensessions/protocol/State"
import { type Model, type ModelPane, noOverlay, positionOf, type ViewOptions } from "./model.ts"
import { densityFor, nextDensity } from "./view/density.ts"
import { listLines, scrolledToCursor } from "./view/viewport.ts"

const isShown = (shown: ReadonlyArray<Session>, id: SessionId | null): id is SessionId =>
  id !== null && shown.some((session) => session.id === id)

/** A new state. Cursor and first row stay on their sessions, wherever those are now (S95). */
export const stateChanged = (model: Model, state: State): Model => {
  const shown = state.sessions.filter((session) => session.index !== null)
  const lines = listLines(model)
  const auto = model.state === null ? densityFor(shown.length, lines) : nextDensity(model.density, shown.length, lines)
  return scrolledToCursor({
    ...model,
    state,
    connected: true,
    shown,
    cursor: rehomed(model, shown),
    top: topAfter(model, shown),
    density: model.options.density === "auto" ? auto : model.options.density,
    pending: isShown(shown, model.pending) ? model.pending : null
  })
}

/** The cursor's session while it has a row; else where the client goes, else where it is, else the nearest row. */
const rehomed = (model: Model, shown: ReadonlyArray<Session>): SessionId | null => {
  for (const id of [model.cursor, model.pending, model.pane.sessionId]) if (isShown(shown, id)) return id
  const near = Math.min(Math.max(0, positionOf(model, model.cursor)), shown.length - 1)
  return shown[near]?.id ?? null
}

/** The position of the session that was on top, or of the next one that is left. */
const topAfter = (model: Model, shown: ReadonlyArray<Session>): number => {
  for (const before of model.shown.slice(model.top)) {
    const position = shown.findIndex((session) => session.id === before.id)
    if (position >= 0) return position
  }
  return model.top
}

/** The client looks elsewhere, or its pane changed. A question does not outlive the focus (S55). */
export const paneChanged = (model: Model, pane: ModelPane): Model => {
  const elsewhere = pane.sessionId !== model.pane.sessionId
  const onTheWay = model.pending !== null && model.pending !== pane.sessionId
  const closes = !pane.active && model.overlay._tag === "QuitQuestion"
  const next: Model = {
    ...model,
    pane,
    pending: onTheWay ? model.pending : null,
    cursor: elsewhere && !onTheWay && isShown(model.shown, pane.sessionId) ? pane.sessionId : model.cursor,
    overlay: closes ? noOverlay : model.overlay
  }
  const resized = pane.height !== model.pane.height && model.options.density === "auto"
  const density = resized ? densityFor(next.shown.length, listLines(next)) : next.density
  return scrolledToCursor({ ...next, density })
}

/** The user changed a setting of the view. */
export const optionsChanged = (model: Model, options: ViewOptions): Model =>
  scrolledToCursor({
    ...model,
    options,
    density: options.density === "auto" ? densityFor(model.shown.length, listLines(model)) : options.density
  })

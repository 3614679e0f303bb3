/** Lists anew for a client: after a new state, or after it chose differently. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session, State } from "@opensessions/protocol/State"
import type { Model } from "../model.ts"
import { densityFor, nextDensity } from "../view/density.ts"
import { listLines, scrolledToCursor } from "../view/viewport.ts"
import { entriesOf, foldedGroups } from "./entries.ts"
import type { Entry } from "./Entry.ts"
import type { ListChoice } from "./ListChoice.ts"
import { cursorPosition, isUnderCursor, withCursorAt, withCursorOn } from "./listCursor.ts"

/** The view with some choices changed. The cursor stays on its session, or goes to the head of the group that hides it. */
export const withChoice = (model: Model, changed: Partial<ListChoice>): Model => {
  // Each `j` asks for no thread, which mostly is so already: 1,000 sessions are not listed anew for that.
  if (Object.entries(changed).every(([key, value]) => model.choice[key as keyof ListChoice] === value)) return model
  const choice = { ...model.choice, ...changed }
  return model.state === null ? { ...model, choice } : listed({ ...model, choice }, model.state)
}

/** Folds a group, or unfolds it; the cursor goes to its head. */
export const withFoldToggled = (model: Model, key: string): Model => {
  const folded = new Set(model.state === null ? [] : foldedGroups(model.state, model.choice))
  if (!folded.delete(key)) folded.add(key)
  return withChoice({ ...model, cursor: null, cursorGroup: key }, { folded })
}

/** The view of a state. Cursor and first row stay on what they are on, wherever that is now (S95). */
export const listed = (model: Model, state: State): Model => {
  const entries = entriesOf(state, model.choice)
  const shown = entries.flatMap((entry) => (entry._tag === "Session" ? [entry.session] : []))
  const lines = listLines(model)
  const auto = model.state === null ? densityFor(entries, lines) : nextDensity(model.density, entries, lines)
  const next: Model = {
    ...model,
    state,
    entries,
    shown,
    top: topAfter(model, entries),
    density: model.options.density === "auto" ? auto : model.options.density,
    pending: isShown(shown, model.pending) ? model.pending : null
  }
  return scrolledToCursor(rehomed(next, model))
}

const isShown = (shown: ReadonlyArray<Session>, id: SessionId | null): boolean =>
  id !== null && shown.some((session) => session.id === id)

const holds = (entry: Entry, id: SessionId | null): boolean =>
  id !== null &&
  (entry._tag === "Session" ? entry.session.id === id : entry.folded && entry.sessions.some((one) => one.id === id))

/** What is under the cursor while it has a row, else its folded group, where the client goes, where it is, the nearest. */
const rehomed = (model: Model, before: Model): Model => {
  if (model.entries.some((entry) => isUnderCursor(model, entry))) return model
  for (const id of [model.cursor, model.pending, model.pane.sessionId]) {
    const entry = model.entries.find((one) => holds(one, id))
    if (entry !== undefined) return withCursorOn(model, entry)
  }
  if (model.entries.length === 0) return { ...model, cursor: null, cursorGroup: null }
  return withCursorAt(model, Math.max(0, cursorPosition(before)))
}

const nameOf = (entry: Entry): string => (entry._tag === "Group" ? entry.key : entry.session.id)

/** The position of the entry that was on top, or of the next one that is left. */
const topAfter = (model: Model, entries: ReadonlyArray<Entry>): number => {
  if (model.top === 0) return 0
  const positions = new Map(entries.map((entry, position) => [nameOf(entry), position]))
  for (const before of model.entries.slice(model.top)) {
    const position = positions.get(nameOf(before))
    if (position !== undefined) return position
  }
  return model.top
}

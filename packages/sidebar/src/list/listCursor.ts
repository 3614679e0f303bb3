/** Where the cursor is among the entries, and how it moves over them. */
import type { Model } from "../model.ts"
import type { Entry } from "./Entry.ts"

/** Whether an entry is the one under the cursor. */
export const isUnderCursor = (model: Pick<Model, "cursor" | "cursorGroup">, entry: Entry): boolean =>
  entry._tag === "Group"
    ? entry.key === model.cursorGroup
    : model.cursorGroup === null && entry.session.id === model.cursor

/** The position of the cursor among the entries, -1 where it is on none. */
export const cursorPosition = (model: Model): number => model.entries.findIndex((entry) => isUnderCursor(model, entry))

/** The cursor on an entry: on a session, or on a group and on no session. */
export const withCursorOn = (model: Model, entry: Entry): Model =>
  entry._tag === "Group"
    ? { ...model, cursor: null, cursorGroup: entry.key }
    : { ...model, cursor: entry.session.id, cursorGroup: null }

/** The cursor on the entry at a position, or at the nearest end. */
export const withCursorAt = (model: Model, position: number): Model => {
  const entry = model.entries[Math.max(0, Math.min(position, model.entries.length - 1))]
  return entry === undefined ? model : withCursorOn(model, entry)
}

/** The detail below the list: of the cursor's session or group, or of everybody's agents. */
import type { Session } from "@opensessions/protocol/State"
import type { GroupEntry } from "../list/Entry.ts"
import type { Model } from "../model.ts"
import { detail } from "./detail.ts"
import type { DetailPlace } from "./DetailPlace.ts"
import { isUntaught } from "./emptyList.ts"
import type { Look } from "./glyph.ts"
import { groupLabel } from "./groupRows.ts"
import type { Row } from "./Row.ts"
import { threadList } from "./threadList.ts"
import { detailLines, explained } from "./viewport.ts"

/** The sessions whose threads the panel tells of; none where there is no room for it. */
export const panelSessions = (model: Model): ReadonlyArray<Session> => {
  if (detailLines(model) === 0) return []
  if (model.options.scope === "all") return model.shown
  const own = explained(model)
  return own === undefined ? (groupOf(model)?.sessions ?? []) : [own]
}

const groupOf = ({ cursorGroup, entries }: Model): GroupEntry | undefined =>
  cursorGroup === null
    ? undefined
    : entries.find((entry): entry is GroupEntry => entry._tag === "Group" && entry.key === cursorGroup)

/** At most so many lines. */
export const panelRows = (model: Model, lines: number, look: Look): ReadonlyArray<Row> => {
  const place: DetailPlace = {
    width: model.pane.width,
    lines,
    home: model.options.home,
    teach: isUntaught(model),
    thread: model.choice.thread,
    look
  }
  if (model.entries.length === 0) return []
  if (model.options.scope === "all") return threadList("all agents", model.shown, place)
  const group = groupOf(model)
  if (group !== undefined) return threadList(groupLabel(group.key), group.sessions, place)
  const session = explained(model)
  return session === undefined ? [] : detail(session, place)
}

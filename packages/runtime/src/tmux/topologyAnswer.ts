/** The answers to a reading put into the topology, and what they show to be missing still. Pure. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import type { Answer } from "./Notification.ts"
import type { Change } from "./topologyChange.ts"
import { type LinkRow, parseClients, parseLinks, parsePanes, parseSessions, type SessionRow } from "./topologyFormat.ts"
import type { TmuxClient, Topology } from "./Topology.ts"
import { mergeClients, mergePanes, mergeSessions } from "./topologyMerge.ts"
import { nothingWanted, type Question, type Wants } from "./topologyWants.ts"

/** A change, and how many lines of the answers fitted no record. */
export interface AnswerChange extends Change {
  readonly malformed: number
}

/** The window that a question was about: a pane's window may be another by now, or nobody knows. */
const windowsAsked = (
  topology: Topology,
  id: WindowId | PaneId,
  found: WindowId | undefined
): ReadonlySet<WindowId> => {
  const before = id.startsWith("@") ? (id as WindowId) : topology.panes.get(id as PaneId)?.windowId
  return new Set([found, found === undefined ? before : undefined].filter((window) => window !== undefined))
}

/** Windows that a session holds and that this reading did not ask about, as one that was asked in vain stays unread. */
const missing = (topology: Topology, questions: ReadonlyArray<Question>): Wants => {
  const windows = new Set<WindowId>()
  if (questions.some((question) => question.about === "everyPane")) return nothingWanted
  const asked = new Set(questions.map((question) => (question.about === "window" ? question.id : null)))
  for (const session of topology.sessions.values()) {
    for (const { windowId } of session.windows)
      if (!topology.windows.has(windowId) && !asked.has(windowId)) windows.add(windowId)
  }
  return windows.size === 0 ? nothingWanted : { ...nothingWanted, windows }
}

/** The topology after the answers to `questions`, in their order. */
export const applyAnswers = (
  topology: Topology,
  questions: ReadonlyArray<Question>,
  answers: ReadonlyArray<Answer>,
  isOwn: (client: TmuxClient) => boolean
): AnswerChange => {
  let next = topology
  let malformed = 0
  let sessions: ReadonlyArray<SessionRow> = []
  const counted = <Row>(list: { readonly rows: ReadonlyArray<Row>; readonly malformed: number }) => {
    malformed += list.malformed
    return list.rows
  }
  questions.forEach((question, index) => {
    const answer = answers[index]
    if (answer === undefined) return
    const lines = answer.ok ? answer.lines : []
    if (question.about === "window") {
      const rows = counted(parsePanes(lines))
      next = mergePanes(next, rows, windowsAsked(next, question.id, rows[0]?.pane.windowId))
    } else if (!answer.ok) {
      malformed += 1
    } else if (question.about === "everyPane") next = mergePanes(next, counted(parsePanes(lines)), null)
    else if (question.about === "clients") next = mergeClients(next, counted(parseClients(lines)), isOwn)
    else if (question.about === "sessions") sessions = counted(parseSessions(lines))
    else next = mergeSessions(next, sessions, counted<LinkRow>(parseLinks(lines)))
  })
  return { topology: next, wants: missing(next, questions), malformed }
}

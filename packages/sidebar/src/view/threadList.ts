/** Threads of many sessions, one a line: the detail of everybody's agents, and of a group. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { threadKey } from "../list/ListChoice.ts"
import { threadHit, threadTitle } from "./agentLines.ts"
import { ageText } from "./clockwork.ts"
import { detailColumns, indented } from "./detail.ts"
import type { DetailPlace } from "./DetailPlace.ts"
import { noAgentsHere } from "./emptyList.ts"
import { isLoud, restingGlyphOf } from "./glyph.ts"
import { plainText } from "./plainText.ts"
import { type Row, type Span, spread } from "./Row.ts"
import { inSightOf } from "./threadWindow.ts"
import { cut } from "./textWidth.ts"

/** How much of the line a session's name takes at most beside a thread's. */
const nameShare = 0.4

/** So many lines at most: a title, then threads in the order of their sessions. */
export const threadList = (title: string, sessions: ReadonlyArray<Session>, place: DetailPlace): ReadonlyArray<Row> => {
  const { lines, thread, width } = place
  const columns = detailColumns(width)
  const threads = sessions.flatMap((session) => session.agents.map((agent) => ({ session, agent })))
  const count: Span = { text: String(threads.length), fg: "overlay0" }
  const head = indented({ spans: spread([{ text: title, fg: "subtext0" }], [count], columns) })
  if (threads.length === 0) return [head, ...noAgentsHere(width, place.teach)].slice(0, lines)
  const chosen = threads.findIndex(({ agent }) => threadKey(agent) === thread)
  const all = threads.length <= lines - 1
  const { from, to } = inSightOf(threads.length, all ? lines - 1 : lines - 2, chosen)
  const told = threads.slice(from, to).map(({ agent, session }) => threadRow(session, agent, columns, place))
  const more: ReadonlyArray<Row> = all
    ? []
    : [indented({ spans: [{ text: `+${threads.length - told.length} more`, fg: "overlay0" }] })]
  return [head, ...told, ...more].slice(0, lines)
}

const threadRow = (session: Session, agent: Agent, columns: number, { look, thread }: DetailPlace): Row => {
  const glyph = restingGlyphOf(agent, look)
  const named = agent.threadName !== null && agent.threadName !== ""
  const name = cut(plainText(session.name), named ? Math.max(4, Math.floor(columns * nameShare)) : columns - 8)
  return {
    ...indented({
      spans: spread(
        [
          { ...glyph, text: `${glyph.text} ` },
          { text: `${name} `, fg: isLoud(agent) ? "text" : "subtext1", bold: agent.status === "waiting" },
          { text: threadTitle(agent), fg: "overlay1" }
        ],
        [{ text: ageText(agent.since, look.nowMs), fg: "overlay0" }],
        columns
      )
    }),
    hit: threadHit(session, agent),
    ...(threadKey(agent) === thread ? { bg: "surface0" as const } : {})
  }
}

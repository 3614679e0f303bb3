/** What is known of the session under the cursor. */
import { toneIcon } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"
import { agentLines } from "./agentLines.ts"
import { portText } from "./facts.ts"
import { type Motion, toneToken } from "./glyph.ts"
import { metadataSpans } from "./metadataSpans.ts"
import { homePath } from "./place.ts"
import { plainText } from "./plainText.ts"
import { blankRow, cutSpans, type Row, type Span, spread } from "./Row.ts"
import { cutStart, textWidth } from "./textWidth.ts"

/** Where the time stands, and what may move. */
export interface Moment {
  readonly nowMs: number
  readonly motion: Motion
}

/** At most this many lines for metadata while there are threads to tell of. */
const metadataShare = 3

/** Exactly so many lines. */
export const detail = (
  session: Session,
  width: number,
  lines: number,
  home: string,
  moment: Moment
): ReadonlyArray<Row> => {
  const margin = width >= 26 ? 1 : 0
  const columns = width - 1 - margin
  const head = directoryRow(session, columns, home)
  const rest = lines - 1
  const said = metadataRows(session, columns, session.agents.length === 0 ? rest : Math.min(metadataShare, rest - 1))
  const forAgents = rest - said.length
  const agents = agentBlock(session, columns, forAgents, moment)
  const spare = forAgents - agents.length
  const rows = [
    head,
    ...(spare > 0 && agents.length > 0 ? [blankRow] : []),
    ...agents,
    ...(said.length > 0 && (spare > 1 || (spare === 1 && agents.length === 0)) ? [blankRow] : []),
    ...said
  ]
  return Array.from({ length: lines }, (_, index) => indented(rows[index] ?? blankRow))
}

const indented = (row: Row): Row =>
  row.spans.length === 0 ? row : { ...row, spans: [{ text: " ", fg: "text" }, ...row.spans] }

const directoryRow = (session: Session, columns: number, home: string): Row => {
  const port = portText(session)
  const right: ReadonlyArray<Span> = port === "" ? [] : [{ text: port, fg: "sky" }]
  const room = columns - (port === "" ? 0 : textWidth(port) + 1)
  const path = cutStart(plainText(homePath(session.directory, home)), room)
  return { spans: spread([{ text: path, fg: "subtext0" }], right, columns) }
}

const agentBlock = (session: Session, columns: number, lines: number, moment: Moment): ReadonlyArray<Row> => {
  const { agents } = session
  if (agents.length === 0 || lines <= 0) return []
  const heads = agents.length <= lines ? agents.length : lines - 1
  const shown = agents.slice(0, heads)
  const blocks = shown.map((agent) => agentLines(session, agent, columns, moment))
  const room = { left: lines - heads - (heads < agents.length ? 1 : 0) }
  const sizes = shareLines(blocks, room)
  const rows = blocks.flatMap((block, index) => block.slice(0, sizes[index]))
  return heads < agents.length
    ? [...rows, { spans: [{ text: `+${agents.length - heads} more`, fg: "overlay0" }] }]
    : rows
}

/** One line for each thread first, then a second one for each, then what is left. */
const shareLines = (blocks: ReadonlyArray<ReadonlyArray<Row>>, room: { left: number }): ReadonlyArray<number> => {
  const sizes = blocks.map(() => 1)
  for (let size = 2; room.left > 0 && blocks.some((block) => block.length >= size); size++) {
    for (const [index, block] of blocks.entries()) {
      if (room.left === 0 || block.length < size) continue
      sizes[index] = size
      room.left--
    }
  }
  return sizes
}

const metadataRows = (session: Session, columns: number, lines: number): ReadonlyArray<Row> => {
  const { metadata } = session
  const first = metadataSpans(metadata, columns)
  const rows: Array<Row> = first === null || lines <= 0 ? [] : [{ spans: cutSpans(first, columns) }]
  for (const log of metadata.logs.toReversed()) {
    if (rows.length >= lines) break
    const source = log.source === null || log.source === "" ? "" : `${plainText(log.source)}  `
    rows.push({
      spans: cutSpans(
        [
          { text: `${toneIcon[log.tone]} `, fg: toneToken[log.tone] },
          { text: source, fg: "overlay1" },
          { text: plainText(log.message), fg: "subtext0" }
        ],
        columns
      )
    })
  }
  return rows
}

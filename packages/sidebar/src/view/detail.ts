/** What is known of the session under the cursor. */
import { toneIcon } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"
import { agentLines, linesWanted } from "./agentLines.ts"
import { noAgentsHere } from "./emptyList.ts"
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

/** From this height on, blanks set the parts apart. */
const airyFrom = 8

/** Where and when a detail is drawn. */
export interface DetailPlace extends Moment {
  readonly width: number
  readonly lines: number
  readonly home: string
  /** Nobody has started an agent yet: say how. */
  readonly teach: boolean
}

/** Exactly so many lines: where the session is, its threads, and what scripts say of it. */
export const detail = (session: Session, place: DetailPlace): ReadonlyArray<Row> => {
  const { lines, width } = place
  const columns = width - 1 - (width >= 26 ? 1 : 0)
  const alone = session.agents.length === 0
  const air: ReadonlyArray<Row> = lines >= airyFrom ? [blankRow] : []
  const rest = lines - 1 - air.length
  const said = metadataRows(session, columns, alone ? rest : Math.min(metadataShare - air.length, rest - 1))
  const between = said.length > 0 && !alone ? air : []
  const agents = agentBlock(session, columns, rest - said.length - between.length, place)
  const told = [...agents, ...between, ...said].map(indented)
  const head = indented(directoryRow(session, columns, place.home))
  const rows = told.length === 0 ? [head, blankRow, ...noAgentsHere(width, place.teach)] : [head, ...air, ...told]
  return Array.from({ length: lines }, (_, index) => rows[index] ?? blankRow)
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

/** As many threads as there are lines, the most urgent first; what is left over tells more of each. */
const agentBlock = (session: Session, columns: number, lines: number, moment: Moment): ReadonlyArray<Row> => {
  const { agents } = session
  if (agents.length === 0 || lines <= 0) return []
  const told = agents.slice(0, agents.length <= lines ? lines : lines - 1)
  const untold = agents.length - told.length
  const sizes = shareLines(
    told.map((agent) => linesWanted(agent, columns)),
    lines - (untold > 0 ? 1 : 0)
  )
  const rows = told.flatMap((agent, index) => agentLines(session, agent, columns, sizes[index] ?? 1, moment))
  return untold === 0 ? rows : [...rows, { spans: [{ text: `+${untold} more`, fg: "overlay0" }] }]
}

/** One line each first, then a second one each, then what is left, to those that want it. */
const shareLines = (wanted: ReadonlyArray<number>, lines: number): ReadonlyArray<number> => {
  const sizes = wanted.map(() => 1)
  let left = lines - sizes.length
  for (let size = 2; left > 0 && wanted.some((want) => want >= size); size++) {
    for (const [index, want] of wanted.entries()) {
      if (left === 0 || want < size) continue
      sizes[index] = size
      left--
    }
  }
  return sizes
}

const metadataRows = (session: Session, columns: number, lines: number): ReadonlyArray<Row> => {
  const { metadata } = session
  const first = metadataSpans(metadata, columns, true)
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

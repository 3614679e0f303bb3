/** What is known of the session under the cursor. */
import { toneIcon } from "@opensessions/protocol/Metadata"
import type { Session } from "@opensessions/protocol/State"
import { threadKey } from "../list/ListChoice.ts"
import { agentLines, linesWanted } from "./agentLines.ts"
import { noAgentsHere } from "./emptyList.ts"
import { changeSpans, portSpans } from "./facts.ts"
import { toneToken } from "./glyph.ts"
import { directoryUrl } from "./links.ts"
import { metadataSpans } from "./metadataSpans.ts"
import { homePath, placeLabel } from "./place.ts"
import { plainText } from "./plainText.ts"
import { blankRow, cutSpans, gap, type Row, type Span, spansWidth, spread } from "./Row.ts"
import { inSightOf } from "./threadWindow.ts"
import { cut, cutStart, textWidth } from "./textWidth.ts"
import type { DetailPlace } from "./DetailPlace.ts"

/** At most this many lines for metadata while there are threads to tell of. */
const metadataShare = 3

/** From this height on, blanks set the parts apart. */
const airyFrom = 8

/** From this height on, the branch has a line of its own: with what is to be pushed and pulled. */
const branchFrom = 12

/** The columns of what stands in the detail. */
export const detailColumns = (width: number): number => width - 1 - (width >= 26 ? 1 : 0)

/** Exactly so many lines: where the session is, its threads, and what scripts say of it. */
export const detail = (session: Session, place: DetailPlace): ReadonlyArray<Row> => {
  const { lines, width } = place
  const columns = detailColumns(width)
  const alone = session.agents.length === 0
  const air: ReadonlyArray<Row> = lines >= airyFrom ? [blankRow] : []
  const head = [directoryRow(session, columns, place.home), ...(lines >= branchFrom ? branchRow(session, columns) : [])]
  const rest = lines - head.length - air.length
  const said = metadataRows(session, columns, alone ? rest : Math.min(metadataShare - air.length, rest - 1))
  const between = said.length > 0 && !alone ? air : []
  const agents = agentBlock(session, columns, rest - said.length - between.length, place)
  const told = [...agents, ...between, ...said].map(indented)
  const top = head.map(indented)
  const rows = told.length === 0 ? [...top, blankRow, ...noAgentsHere(width, place.teach)] : [...top, ...air, ...told]
  return Array.from({ length: lines }, (_, index) => rows[index] ?? blankRow)
}

/** A row with the inset that list and footer have. */
export const indented = (row: Row): Row =>
  row.spans.length === 0 ? row : { ...row, spans: [{ text: " ", fg: "text" }, ...row.spans] }

const directoryRow = (session: Session, columns: number, home: string): Row => {
  const path = plainText(homePath(session.directory, home))
  // The end of a path says most, and a port is worth more than its beginning.
  const ports = portSpans(session, { columns: columns - Math.min(textWidth(path), 8) - 1, most: 9, lit: true })
  const room = columns - (ports.length === 0 ? 0 : spansWidth(ports) + 1)
  const shown: Span = { text: cutStart(path, room), fg: "subtext0", link: directoryUrl(session.directory) }
  return { spans: spread([shown], ports, columns) }
}

const branchRow = (session: Session, columns: number): ReadonlyArray<Row> => {
  const { git } = session
  if (git === null) return []
  const far: ReadonlyArray<Span> = [
    ...(git.ahead > 0 ? [{ text: ` ↑${git.ahead}`, fg: "overlay1" as const }] : []),
    ...(git.behind > 0 ? [{ text: ` ↓${git.behind}`, fg: "overlay1" as const }] : [])
  ]
  const changes = changeSpans(git, true)
  const right = [...far, ...(far.length > 0 && changes.length > 0 ? [gap(1)] : []), ...changes]
  const name = cut(placeLabel(session, ""), columns - spansWidth(right) - 1)
  return [{ spans: spread([{ text: name, fg: "overlay1" }], right, columns) }]
}

/** As many threads as there are lines, the most urgent first; what is left over tells more of each. */
const agentBlock = (session: Session, columns: number, lines: number, place: DetailPlace): ReadonlyArray<Row> => {
  const { agents } = session
  if (agents.length === 0 || lines <= 0) return []
  const chosen = agents.findIndex((agent) => threadKey(agent) === place.thread)
  const { from, to } = inSightOf(agents.length, agents.length <= lines ? lines : lines - 1, chosen)
  const told = agents.slice(from, to)
  const untold = agents.length - told.length
  const sizes = shareLines(
    told.map((agent) => linesWanted(agent, columns)),
    lines - (untold > 0 ? 1 : 0)
  )
  const rows = told.flatMap((agent, index) => agentLines(session, agent, columns, sizes[index] ?? 1, place))
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

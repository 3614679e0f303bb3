/** What the screen is made of: rows of styled spans that know what they stand for. */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Data } from "effect"
import type { Action } from "../keys.ts"
import type { Token } from "../themes/Theme.ts"
import { cut, textWidth } from "./textWidth.ts"

/** What a place on the screen stands for, by id, so that it still means the same after the rows moved (S98). */
export type Hit = Data.TaggedEnum<{
  Session: { readonly sessionId: SessionId }
  Agent: { readonly sessionId: SessionId; readonly paneId: PaneId }
  /** The head of a group. */
  Group: { readonly key: string }
  Act: { readonly action: Action }
  /** What a key does in what is open. */
  Key: { readonly key: string }
  /** An entry of what is open, by its place there. */
  Item: { readonly at: number }
  Port: { readonly port: number }
  /** The rule between list and detail. */
  Separator: {}
}>

/** Constructors and matchers of hits. */
export const Hit = Data.taggedEnum<Hit>()

/** Text of one style. It holds no control character, and its width is that of `textWidth`. */
export interface Span {
  readonly text: string
  readonly fg: Token
  readonly bold?: boolean
  /** What a click here means, where it is not what the row means. */
  readonly hit?: Hit
  /** What the terminal itself opens it as. */
  readonly link?: string
}

/** One line of the screen. Its spans fill the width or less; the rest is blank. */
export interface Row {
  readonly spans: ReadonlyArray<Span>
  /** Background of the whole line. */
  readonly bg?: Token
  readonly hit?: Hit
}

/** One frame: exactly `height` rows. */
export interface Screen {
  readonly width: number
  readonly height: number
  readonly rows: ReadonlyArray<Row>
}

/** An empty line. */
export const blankRow: Row = { spans: [] }

/** So many blanks. */
export const gap = (columns: number): Span => ({ text: " ".repeat(Math.max(0, columns)), fg: "text" })

/** The columns of spans. */
export const spansWidth = (spans: ReadonlyArray<Span>): number =>
  spans.reduce((width, span) => width + textWidth(span.text), 0)

/** As many spans as fit into so many columns; the last one is cut. */
export const cutSpans = (spans: ReadonlyArray<Span>, columns: number): ReadonlyArray<Span> => {
  const kept: Array<Span> = []
  let left = columns
  for (const span of spans) {
    const width = textWidth(span.text)
    if (width <= left) kept.push(span)
    else if (left > 0) kept.push({ ...span, text: cut(span.text, left) })
    left -= width
    if (left <= 0) break
  }
  return kept
}

/** Spans at the left edge, spans at the right edge, blanks between. The left ones give way. */
export const spread = (left: ReadonlyArray<Span>, right: ReadonlyArray<Span>, columns: number): ReadonlyArray<Span> => {
  const rightWidth = spansWidth(right)
  if (right.length === 0 || rightWidth > columns) return cutSpans(left, columns)
  const kept = cutSpans(left, columns - rightWidth - 1)
  return [...kept, gap(columns - rightWidth - spansWidth(kept)), ...right]
}

/** What a place on a frame stands for. */
export const hitAt = (screen: Screen, x: number, y: number): Hit | null => {
  const row = screen.rows[y]
  if (row === undefined || x < 0 || x >= screen.width) return null
  let start = 0
  for (const span of row.spans) {
    start += textWidth(span.text)
    if (x < start) return span.hit ?? row.hit ?? null
  }
  return row.hit ?? null
}

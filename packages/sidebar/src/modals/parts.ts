/** The lines that modals are made of. */
import { plainText } from "../view/plainText.ts"
import { gap, Hit, type Row, type Span } from "../view/Row.ts"
import { cut, textWidth, wrap } from "../view/textWidth.ts"
import type { Token } from "../themes/Theme.ts"

/** What the modal is about, in its first line. */
export const titleRow = (text: string, width: number, fg: Token = "lavender"): Row => ({
  spans: [{ text: ` ${cut(plainText(text), width - 2)}`, fg, bold: true }]
})

/** Text in as many lines as it takes, at most so many. */
export const paragraph = (text: string, width: number, lines: number, fg: Token = "subtext0"): ReadonlyArray<Row> =>
  wrap(plainText(text), width - 2, lines).map((line) => ({ spans: [{ text: ` ${line}`, fg }] }))

export interface Button {
  /** As `keyFromEvent` names it. */
  readonly key: string
  /** As it is shown. */
  readonly sign: string
  readonly word: string
  readonly loud?: boolean
}

const buttonWidth = ({ sign, word }: Button): number => textWidth(sign) + 1 + textWidth(word)

/** Keys with their meaning, which can be clicked too; those that do not fit go to further lines. */
export const buttonRows = (buttons: ReadonlyArray<Button>, width: number): ReadonlyArray<Row> => {
  const rows: Array<Array<Span>> = []
  let free = 0
  for (const button of buttons) {
    const hit = Hit.Key({ key: button.key })
    const needed = buttonWidth(button) + 2
    if (rows.length === 0 || needed > free) {
      rows.push([gap(1)])
      free = width - 1
    } else rows.at(-1)!.push(gap(2))
    rows
      .at(-1)!
      .push(
        { text: button.sign, fg: button.loud === true ? "red" : "subtext0", bold: button.loud === true, hit },
        { text: ` ${button.word}`, fg: button.loud === true ? "text" : "overlay1", hit }
      )
    free -= needed
  }
  return rows.map((spans) => ({ spans }))
}

/** One entry of a list; a click on it is told by its place. */
export const itemRow = (spans: ReadonlyArray<Span>, at: number, selected: boolean): Row => ({
  spans: [{ text: selected ? "› " : "  ", fg: "lavender", bold: true }, ...spans],
  hit: Hit.Item({ at }),
  ...(selected ? { bg: "surface0" as const } : {})
})

/** The first of so many entries in sight that keeps the selected one there, with one after it where there is room. */
export const firstInSight = (at: number, count: number, lines: number): number =>
  Math.max(0, Math.min(at - Math.floor(lines / 2), count - lines))

/** Rows with buttons at the foot, however many lines there are. */
export const withFoot = (body: ReadonlyArray<Row>, foot: ReadonlyArray<Row>, lines: number): ReadonlyArray<Row> => {
  const room = Math.max(0, lines - foot.length)
  const kept = body.slice(0, room)
  return [...kept, ...(kept.length < room ? [{ spans: [] }] : []), ...foot]
}

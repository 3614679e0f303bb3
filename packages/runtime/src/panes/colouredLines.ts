/** What `capture-pane -e` gives, with nothing left in it that steers a terminal but colours. Pure. */
import { plainStyle, sequenceOf, sgrSequence, styledBy } from "./sgr.ts"

/** SGR, the only sequence that stays, and all others, which go. */
const sequence =
  /\u001b\[[0-9;:]*m|\u001b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*.)?|[\u0000-\u001a\u001c-\u001f\u007f-\u009f]/gu

/** Each line by itself: tmux says a style only where it changes, be that on the line before. */
export const colouredLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  let style = plainStyle
  return lines.map((line) => {
    const begun = sequenceOf(style)
    const kept = line.replace(sequence, (found) => (/^\u001b\[[0-9;:]*m$/u.test(found) ? found : ""))
    for (const [, parameters] of kept.matchAll(sgrSequence)) style = styledBy(style, parameters!)
    return kept === "" ? "" : begun + kept
  })
}

/** The same as plain lines, as agents' screens are read. */
export const plainLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => line.replaceAll(sgrSequence, "").trimEnd())

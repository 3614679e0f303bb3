/** The question before everything ends. */
import { blankRow, Hit, type Row } from "./Row.ts"
import { wrap } from "./textWidth.ts"

/** What is asked, about what, and which keys answer. */
export const quitQuestion = (width: number): ReadonlyArray<Row> => {
  const line = (text: string): Row => ({ spans: [{ text: ` ${text}`, fg: "subtext0" }], bg: "surface0" })
  const filled: Row = { ...blankRow, bg: "surface0" }
  return [
    filled,
    { spans: [{ text: " Quit opensessions?", fg: "red", bold: true }], bg: "surface0" },
    filled,
    ...[...wrap("All sidebars close.", width - 2, 2), ...wrap("Agents keep running.", width - 2, 2)].map(line),
    filled,
    {
      spans: [
        { text: " ⏎", fg: "red", bold: true, hit: Hit.Act({ action: "confirm" }) },
        { text: " quit", fg: "text", hit: Hit.Act({ action: "confirm" }) },
        { text: "  esc", fg: "subtext1", hit: Hit.Act({ action: "back" }) },
        { text: " stay", fg: "text", hit: Hit.Act({ action: "back" }) }
      ],
      bg: "surface0"
    },
    filled
  ]
}

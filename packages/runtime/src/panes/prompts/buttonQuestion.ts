/** Answers beside each other like buttons, chosen by arrows: what OpenCode and Kilo ask before a tool runs. */
import type { PromptChoice } from "@opensessions/protocol/AgentPrompt"
import type { QuestionReader } from "./Question.ts"
import { questionAbove } from "./screenLines.ts"
import { type Cell, cellsOf } from "../sgr.ts"

const hint = /⇆\s+select\s+enter\s+confirm/u
const title = /△\s+\S/u
/** The hint stands on the line of the buttons, or below them where the pane is narrow. */
const hintWithin = 3
const words = /\S+(?: \S+)*/gu

interface Button {
  readonly label: string
  readonly background: string
}

/** The buttons of a line: what stands apart by three blanks or more, before the keys that are told at the right. */
const buttonsOf = (line: string, cells: ReadonlyArray<Cell>): ReadonlyArray<Button> => {
  const end = line.search(/\s{3,}(?:ctrl\+f|⇆)/u)
  const told = end < 0 ? line : line.slice(0, end)
  const start = told.search(/[^\s│┃|]/u)
  if (start < 0) return []
  return [...told.slice(start).matchAll(words)].map(([label], index, all) => ({
    label,
    background: cells[start + all[index]!.index]?.background ?? ""
  }))
}

/** Reads it. The chosen button has the colour of the bar at the left; it is told by nothing else. */
export const buttonQuestion: QuestionReader = (lines, coloured) => {
  const foot = lines.findLastIndex((line) => hint.test(line))
  if (foot < 0) return null
  for (let at = foot; at > foot - hintWithin && at >= 0; at--) {
    const cells = cellsOf(coloured[at]!)
    const bar = cells.find(({ char }) => char === "┃")?.colour
    const buttons = buttonsOf(lines[at]!, cells)
    const choices = buttons.map(({ background, label }, index): PromptChoice => ({
      key: String(index + 1),
      label,
      marked: background !== "" && background === bar
    }))
    if (choices.length < 2 || choices.filter(({ marked }) => marked).length !== 1) continue
    const text = questionAbove(lines, at)
    return text.some((line) => title.test(line)) ? { by: "columns", text, choices } : null
  }
  return null
}

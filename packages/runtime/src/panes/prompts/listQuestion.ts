/** Answers below each other without numbers, chosen by arrows: what Pi and its extensions ask. */
import type { PromptChoice } from "@opensessions/protocol/AgentPrompt"
import type { QuestionReader } from "./Question.ts"
import { edges, isRule, questionAbove } from "./screenLines.ts"

const hint = /(?:↑↓|up\/down)\s+navigate\s.*\benter\s+select\b/iu
const cancels = /\besc(?:ape)?\b\S*\s+cancel/iu
const marked = /^[\s│┃|]*→\s+\S/u

/** So many have a key of their own. */
const most = 9

/** Reads it. All answers have to be in sight: a list that scrolls is not answered from afar. */
export const listQuestion: QuestionReader = (lines) => {
  const foot = lines.findLastIndex((line) => hint.test(line))
  if (foot < 0) return null
  const last = lines.slice(0, foot).findLastIndex((line) => line.replace(edges, "") !== "")
  const first = lines.slice(0, last + 1).findLastIndex((line) => line.replace(edges, "") === "" || isRule(line)) + 1
  const answers = lines.slice(first, last + 1)
  const column = answers.map((line) => line.search(/→\s+\S/u)).find((at) => at >= 0)
  if (column === undefined || answers.length < 2 || answers.length > most) return null
  const choices = answers.map((line, at): PromptChoice => ({
    key: String(at + 1),
    label: line.replace(/→\s+/u, "").replace(edges, ""),
    marked: marked.test(line)
  }))
  if (choices.filter((choice) => choice.marked).length !== 1) return null
  const isApart = answers.some((line) => !/^(?:→|\s)\s\S/u.test(line.slice(column)))
  if (isApart) return null
  const cancel: ReadonlyArray<PromptChoice> = cancels.test(lines[foot]!)
    ? [{ key: "Escape", label: "cancel", marked: false }]
    : []
  return { by: "rows", text: questionAbove(lines, first), choices: [...choices, ...cancel] }
}

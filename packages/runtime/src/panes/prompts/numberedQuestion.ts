/** Numbered answers, one of them marked, at the bottom: Claude Code, Codex, Gemini, and the questions of OpenCode and Kilo. */
import type { PromptChoice } from "@opensessions/protocol/AgentPrompt"
import type { QuestionReader } from "./Question.ts"
import { asksForWords, edges, isRule, questionAbove } from "./screenLines.ts"

/** A `●` is a mark in a box; elsewhere it begins what an agent says. */
const option = /^(?:[\s│┃|]*([❯›▸>])?|\s*[│┃|]\s*(●)?)\s*(\d)[.)]\s+(\S.*)$/u
/** The box for the next prompt: what is above it is the conversation, which may show anything. */
const promptBox = /^[\s│┃|]*[❯›>](?:\s*$|\s+(?!\d[.)]))/u
const cancels = /\besc(?:ape)?\b (?:to )?(?:cancel|reject|go back|dismiss|exit)/iu
/** Says below the answers that they are to be chosen from, where the mark is a colour alone. */
const chooses = /↑↓ select\s+enter (?:submit|confirm)\s+esc dismiss/u
/** Several of them may be ticked, and are sent by something else. */
const isTicked = (label: string): boolean => /^(?:\[.?\]|[☐☑☒◯◉])\s/u.test(label)

interface Found {
  readonly at: number
  readonly number: number
  readonly choice: PromptChoice
}

const optionsOf = (lines: ReadonlyArray<string>): ReadonlyArray<Found> =>
  lines.flatMap((line, at) => {
    const [, mark, dot, digit, label] = option.exec(line) ?? []
    if (digit === undefined || label === undefined) return []
    const text = label.replace(edges, "")
    return [{ at, number: Number(digit), choice: { key: digit, label: text, marked: (mark ?? dot) !== undefined } }]
  })

/** What follows an option on further lines stands below its words, not below its number. */
const wholeLabel = (lines: ReadonlyArray<string>, { at, choice }: Found): string => {
  const column = lines[at]!.indexOf(choice.label)
  const words = [choice.label]
  for (const line of lines.slice(at + 1)) {
    const text = line.replace(edges, "")
    if (text === "" || isRule(line) || option.test(line) || line.indexOf(text) < column) break
    words.push(text)
  }
  // A description in a column of its own.
  return words.join(" ").replaceAll(/\s{2,}/gu, " · ")
}

/** The last run of options numbered 1, 2, 3 … */
const lastRun = (options: ReadonlyArray<Found>, fits: (run: ReadonlyArray<Found>) => boolean) => {
  const runs: Array<Array<Found>> = []
  for (const found of options) {
    const run = runs.at(-1)
    if (found.number === 1) runs.push([found])
    else if (run !== undefined && found.number === run.at(-1)!.number + 1) run.push(found)
  }
  return runs.findLast((run) => run.length > 1 && fits(run))
}

/** Reads it. */
export const numberedQuestion: QuestionReader = (lines) => {
  const isChosenFrom = (run: ReadonlyArray<Found>) => lines.slice(run.at(-1)!.at).some((line) => chooses.test(line))
  const run = lastRun(optionsOf(lines), (found) => found.some(({ choice }) => choice.marked) || isChosenFrom(found))
  if (run === undefined || run.some(({ choice }) => isTicked(choice.label))) return null
  const below = lines.slice(run.at(-1)!.at + 1)
  if (below.some((line) => promptBox.test(line))) return null
  const answers = run
    .map((found) => ({ ...found.choice, label: wholeLabel(lines, found) }))
    .filter(({ label }) => !asksForWords(label))
  const cancel: ReadonlyArray<PromptChoice> = below.some((line) => cancels.test(line))
    ? [{ key: "Escape", label: "cancel", marked: false }]
    : []
  return answers.length === 0
    ? null
    : { by: "key", text: questionAbove(lines, run[0]!.at), choices: [...answers, ...cancel] }
}

/**
 * Reads the question that an agent asks on its screen: numbered answers, one of them marked, at the bottom. All agents
 * that ask in a terminal draw it like that; a screen that does not is not guessed at.
 */
import type { AgentPrompt, PromptChoice } from "@opensessions/protocol/AgentPrompt"
import { createHash } from "node:crypto"

/** A dialog stands in the lower part of the screen. */
const depth = 40
/** Lines of the question that are kept. */
const textLines = 14

const option = /^[\s│┃|]*([❯›▸>]\s*)?(\d)[.)]\s+(\S.*)$/u
const boxes = /^[\s│┃|]+|[\s│┃|]+$/gu
const ruled = /^[\s│┃]*[─━═╌╭╮╰╯┌┐└┘▔▁]{4,}/u
/** The box for the next prompt: what is above it is the conversation, which may show anything. */
const promptBox = /^[\s│┃|]*[❯›>](?:\s*$|\s+(?!\d[.)]))/u
const cancels = /\besc(?:ape)?\b (?:to )?(?:cancel|reject|go back|dismiss|exit)/iu

interface Found {
  readonly at: number
  readonly number: number
  readonly choice: PromptChoice
}

const optionsOf = (lines: ReadonlyArray<string>): ReadonlyArray<Found> =>
  lines.flatMap((line, at) => {
    const [, mark, digit, label] = option.exec(line) ?? []
    if (digit === undefined || label === undefined) return []
    return [
      { at, number: Number(digit), choice: { key: digit, label: label.replace(boxes, ""), marked: mark !== undefined } }
    ]
  })

/** What follows an option on further lines stands below its words, not below its number. */
const wholeLabel = (lines: ReadonlyArray<string>, { at, choice }: Found): string => {
  const column = lines[at]!.indexOf(choice.label)
  const words = [choice.label]
  for (const line of lines.slice(at + 1)) {
    const text = line.replace(boxes, "")
    if (text === "" || ruled.test(line) || option.test(line) || line.indexOf(text) < column) break
    words.push(text)
  }
  return words.join(" ")
}

/** The last run of options numbered 1, 2, 3 … of which one is marked. */
const lastRun = (options: ReadonlyArray<Found>): ReadonlyArray<Found> | null => {
  const runs: Array<Array<Found>> = []
  for (const found of options) {
    const run = runs.at(-1)
    if (found.number === 1) runs.push([found])
    else if (run !== undefined && found.number === run.at(-1)!.number + 1) run.push(found)
  }
  return runs.findLast((run) => run.length > 1 && run.some(({ choice }) => choice.marked)) ?? null
}

const questionAbove = (lines: ReadonlyArray<string>, end: number): ReadonlyArray<string> => {
  const start = lines.slice(0, end).findLastIndex((line) => ruled.test(line)) + 1
  return lines
    .slice(start, end)
    .map((line) => line.replace(boxes, ""))
    .filter((line) => line !== "")
    .slice(-textLines)
}

/** The question on a screen of plain lines; null where there is none that can be read for sure. */
export const agentPrompt = (screen: ReadonlyArray<string>): AgentPrompt | null => {
  const lines = screen.slice(0, screen.findLastIndex((line) => line.trim() !== "") + 1).slice(-depth)
  const run = lastRun(optionsOf(lines))
  const last = run?.at(-1)
  if (run === null || run === undefined || last === undefined) return null
  const below = lines.slice(last.at + 1)
  if (below.some((line) => promptBox.test(line))) return null
  const text = questionAbove(lines, run[0]!.at)
  const cancel: ReadonlyArray<PromptChoice> = below.some((line) => cancels.test(line))
    ? [{ key: "Escape", label: "cancel", marked: false }]
    : []
  const choices = [...run.map((found) => ({ ...found.choice, label: wholeLabel(lines, found) })), ...cancel]
  const id = createHash("sha256")
    .update(JSON.stringify([text, choices.map(({ key, label }) => [key, label])]))
    .digest("hex")
  return { id: id.slice(0, 16), text, choices }
}

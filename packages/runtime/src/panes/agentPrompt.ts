/**
 * Reads the question that an agent asks on its screen. What is not drawn as one of the known kinds is not guessed at:
 * an answer is a key that goes into somebody's terminal.
 */
import type { AgentPrompt } from "@opensessions/protocol/AgentPrompt"
import { createHash } from "node:crypto"
import { plainLines } from "./colouredLines.ts"
import { buttonQuestion } from "./prompts/buttonQuestion.ts"
import { listQuestion } from "./prompts/listQuestion.ts"
import { numberedQuestion } from "./prompts/numberedQuestion.ts"
import type { Question } from "./prompts/Question.ts"

/** A dialog stands in the lower part of the screen. */
const depth = 40

/** Lines of the question that are told: its end is what it asks. */
const told = 14

const readers = [numberedQuestion, listQuestion, buttonQuestion]

/** The same wherever the mark is; of all that it says, for the command may stand in the first line of many. */
const idOf = ({ choices, text }: Question): string =>
  createHash("sha256")
    .update(JSON.stringify([text, choices.map(({ key, label }) => [key, label])]))
    .digest("hex")
    .slice(0, 16)

/** The question on a screen, whose lines may hold colours; null where there is none that can be read for sure. */
export const agentPrompt = (screen: ReadonlyArray<string>): AgentPrompt | null => {
  const all = plainLines(screen)
  const end = all.findLastIndex((line) => line.trim() !== "") + 1
  const from = Math.max(0, end - depth)
  const plain = all.slice(from, end)
  const coloured = screen.slice(from, end)
  for (const read of readers) {
    const question = read(plain, coloured)
    if (question !== null) return { id: idOf(question), ...question, text: question.text.slice(-told) }
  }
  return null
}

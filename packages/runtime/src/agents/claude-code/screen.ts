/**
 * Classifies a visible screen of Claude Code. Observed on 2.1.197 and 2.1.330. It is asked only where files say too
 * little: an old version, or a dialog before the first prompt.
 */
import type { AgentStatus } from "@opensessions/protocol/Agent"

export interface ScreenState {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

const rule = /^[─━╌]{20,}/
const option = /^\s*❯\s*\d+\.\s/
const optionLine = /^\s*(?:❯\s*)?\d+\.\s/

/** What stands below the last ruled line, where dialogs are drawn; with the ruled prompt box it is the footer. */
const lowerPart = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const visible = lines.filter((line) => line.trim() !== "")
  return visible.slice(Math.max(0, visible.length - 24))
}

const has = (lines: ReadonlyArray<string>, pattern: RegExp): boolean => lines.some((line) => pattern.test(line))

/** A dialog: a selected option among numbered ones, and no prompt box below it. */
const dialog = (lines: ReadonlyArray<string>): ScreenState | null => {
  const selected = lines.findLastIndex((line) => option.test(line))
  if (selected < 0 || lines.filter((line) => optionLine.test(line)).length < 2) return null
  const below = lines.slice(selected + 1)
  if (has(below, /^\s*❯\s*$/) && has(below, rule)) return null
  const waiting = (reason: string, detail: string): ScreenState => ({ status: "waiting", reason, detail })
  if (has(lines, /^\s*(?:Exit plan mode\?|Would you like to proceed\?|.*ready to code\?)/i))
    return waiting("plan", "asks to accept a plan")
  if (has(below, /Enter to select/)) return waiting("question", "asks a question")
  if (has(lines, /\btrust\b.*\b(?:folder|files|directory|project)\b/i))
    return waiting("permission", "asks whether to trust the directory")
  return waiting("permission", "asks for permission")
}

/** What was said since the last prompt, above the box for the next one. Null where there is no such box. */
const lastAnswer = (above: ReadonlyArray<string>): ReadonlyArray<string> | null => {
  const prompts = above.flatMap((line, index) => (/^\s*❯/.test(line) ? [index] : []))
  const box = prompts.at(-1)
  if (box === undefined) return null
  const isSaid = (line: string) => !rule.test(line.trim()) && !/\/effort\s*$/.test(line)
  return above.slice((prompts.at(-2) ?? -1) + 1, box).filter(isSaid)
}

/** Null where the screen is not one that we know: it says nothing then. */
export const classifyScreen = (screen: ReadonlyArray<string>): ScreenState | null => {
  const lines = lowerPart(screen)
  const asks = dialog(lines)
  if (asks !== null) return asks
  const box = lines.findLastIndex((line) => rule.test(line.trim()))
  const footer = box < 0 ? [] : lines.slice(box + 1)
  if (has(footer, /esc to interrupt/)) return { status: "running", reason: null, detail: "can be interrupted" }
  const answer = lastAnswer(lines.slice(0, box))
  if (answer === null) return null
  if (/^\s*\S Waiting for \d+ background agents?/.test(answer.at(-1) ?? "")) {
    return { status: "running", reason: "background-task", detail: "waits for background agents" }
  }
  if (has(answer, /^\s*⎿\s+Interrupted\b/)) return { status: "interrupted", reason: null, detail: "says Interrupted" }
  if (has(answer, /^\s*[●⎿]\s*API Error\b/)) return { status: "error", reason: "api-error", detail: "says API Error" }
  return { status: "idle", reason: null, detail: "shows its prompt" }
}

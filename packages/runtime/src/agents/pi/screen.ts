/**
 * Classifies a visible screen of Pi; observed on 0.73.1. Pi writes no file before the first answer is complete, and
 * nothing tells that an extension asks or that a failed answer is tried again: then it is asked, at an edge.
 */
import type { AgentStatus } from "@opensessions/protocol/Agent"

export interface ScreenState {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

const rule = /^\s*─{20,}\s*$/
const spinner = /^\s*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]\s+(\S.*)$/
const selectKeys = /\benter (?:select|submit|confirm)\b.*\b(?:escape|esc)\b/
const permission = /\b(?:permission|allow|approve|proceed|confirm|dangerous)\b/i
/** The line that turns stands directly above the box; widgets of extensions may come between. */
const aboveBox = 8

/** Null where the screen is not one that we know: it says nothing then. */
export const classifyScreen = (screen: ReadonlyArray<string>): ScreenState | null => {
  const bottom = screen.findLastIndex((line) => rule.test(line))
  const top = screen.findLastIndex((line, index) => index < bottom && rule.test(line))
  if (top < 0) return null
  const turns = screen.slice(Math.max(0, top - aboveBox), top).flatMap((line) => spinner.exec(line)?.[1] ?? [])
  const told = turns.at(-1)
  // A menu that a person opened looks alike; nothing works behind it.
  if (told === undefined) return { status: "idle", reason: null, detail: "shows no work above its prompt box" }
  const box = screen.slice(top + 1, bottom)
  if (box.some((line) => selectKeys.test(line))) {
    const asks = box.some((line) => permission.test(line)) ? "permission" : "question"
    return { status: "waiting", reason: asks, detail: "shows a dialog" }
  }
  if (/^Retrying\b/.test(told)) return { status: "running", reason: "api-error", detail: "tries again" }
  if (/compact/i.test(told)) return { status: "running", reason: "compacting", detail: "summarizes" }
  return { status: "running", reason: null, detail: "shows that it works" }
}

/** Whether the screen shows this prompt among those that were sent: on a line of its own, above the box. */
export const showsPrompt = (screen: ReadonlyArray<string>, prompt: string): boolean => {
  const [first = ""] = prompt.trim().split("\n")
  const wanted = first.trim()
  if (wanted === "") return false
  const bottom = screen.findLastIndex((line) => rule.test(line))
  const top = screen.findLastIndex((line, index) => index < bottom && rule.test(line))
  return screen.slice(0, Math.max(0, top)).some((line) => {
    const said = line.trim()
    return said === wanted || (said.length >= 20 && wanted.startsWith(said))
  })
}

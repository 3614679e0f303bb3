/**
 * Classifies a visible screen of Codex; observed on 0.169.0, the dialogs at start-up in its public sources. Asked only
 * at an edge. A prompt box alone proves nothing: while text streams the line that says "Working" is hidden.
 */
import type { AgentStatus } from "@opensessions/protocol/Agent"

export interface ScreenState {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

const chosen = /^\s*[›>❯]\s*\d+\.\s/
const option = /^\s*(?:[›>❯]\s*)?\d+\.\s/
const activity = /\(.*\besc to interrupt\)/
/** The box for the next prompt; a dialog's chosen option begins alike. */
const box = /^› (?!\d+\.\s)|^›$/
const asksBelow = /\benter (?:to )?(?:confirm|continue|submit|select|choose|view|open|accept|approve)\b/i

const waiting = (reason: string, detail: string): ScreenState => ({ status: "waiting", reason, detail })

/** What a dialog asks for, from the text above its options. */
const asked = (lines: ReadonlyArray<string>): ScreenState => {
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line))
  if (has(/^\s*Implement this plan\?/)) return waiting("plan", "asks whether to implement a plan")
  if (has(/^\s*Question \d+\/\d+/)) return waiting("question", "asks a question")
  if (has(/\bWould you like to\b|\bneeds? your approval\b|\bDo you want to approve\b|\ballow\b|\btrust\b|\bapprov/i))
    return waiting("permission", "asks for permission")
  return waiting("question", "shows a dialog")
}

/** A dialog stands at the bottom in place of the prompt box: a chosen option among numbered ones, and a hint below. */
const dialog = (lines: ReadonlyArray<string>): ScreenState | null => {
  const at = lines.findLastIndex((line) => chosen.test(line))
  if (at < 0 || lines.filter((line) => option.test(line)).length < 2) return null
  const below = lines.slice(at + 1)
  if (below.some((line) => box.test(line)) || !below.some((line) => asksBelow.test(line))) return null
  return asked(lines.slice(Math.max(0, at - 24)))
}

/** How the last turn ended, where the line that says so is the last one above the prompt box. */
const ending = (line: string | undefined): ScreenState | null => {
  if (line === undefined) return null
  if (/^■ Conversation interrupted\b/.test(line))
    return { status: "interrupted", reason: null, detail: "says interrupted" }
  if (line.startsWith("■ ")) return { status: "error", reason: "api-error", detail: "shows an error" }
  if (/^\W*Worked for \S+/.test(line)) return { status: "done", reason: null, detail: "says how long it worked" }
  return null
}

/** Null where the screen proves nothing. */
export const classifyScreen = (screen: ReadonlyArray<string>): ScreenState | null => {
  const lines = screen.filter((line) => line.trim() !== "")
  const asks = dialog(lines)
  if (asks !== null) return asks
  const at = lines.findLastIndex((line) => box.test(line))
  const above = at < 0 ? lines : lines.slice(0, at)
  if (above.slice(-12).some((line) => /^\S/.test(line) && activity.test(line)))
    return { status: "running", reason: null, detail: "can be interrupted" }
  return at < 0 ? null : ending(above.at(-1))
}

const dense = (text: string): string => text.replace(/\s+/g, "")

/** Whether this prompt was the last one that was sent on this screen. Long ones are broken into lines there. */
export const showsPrompt = (screen: ReadonlyArray<string>, prompt: string): boolean => {
  const wanted = dense(prompt).slice(0, 80)
  if (wanted === "") return false
  const prompts = screen.flatMap((line, index) => (box.test(line) ? [index] : []))
  // The last one is the box for the next prompt, except where a dialog stands in its place.
  const hasBox = dialog(screen.filter((line) => line.trim() !== "")) === null
  const sent = hasBox ? prompts.at(-2) : prompts.at(-1)
  return sent !== undefined && dense(screen.slice(sent).join("").replace(/^› /, "")).startsWith(wanted)
}

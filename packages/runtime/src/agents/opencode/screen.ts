/**
 * Classifies a visible screen of OpenCode or Kilo: observed on 1.18.33 and 7.7.9. Asked only at an edge, because the
 * database doesn't tell whether a tool waits for a permission, nor that a turn was dropped.
 */
import type { AgentStatus } from "@opensessions/protocol/Agent"

export interface ScreenState {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

/** Dialogs stand in the lower part, behind a bar. A heading with a triangle asks for a permission or how to refuse it. */
const heading = /^\s*┃\s+△\s+\S/
const questionKeys = /\b(?:enter|↵) (?:submit|confirm|toggle|select)\b.*\besc dismiss\b/
const working = /\besc (?:again to )?interrupt\b|\[retrying\b/
const footer = /\bctrl\+p commands\b/
const dialogLines = 24

/** Null where the screen is not one that we know: it says nothing then. */
export const classifyScreen = (screen: ReadonlyArray<string>): ScreenState | null => {
  const lines = screen.filter((line) => line.trim() !== "")
  const lower = lines.slice(-dialogLines)
  const asked = lower.findLastIndex((line) => heading.test(line))
  // What is above the box for the next prompt is the conversation, which may show anything.
  const box = lower.findLastIndex((line) => /^\s*╹▀{8}/.test(line))
  if (asked > box) return { status: "waiting", reason: "permission", detail: "asks for permission" }
  if (lower.slice(box + 1).some((line) => questionKeys.test(line)))
    return { status: "waiting", reason: "question", detail: "asks a question" }
  const below = lines.slice(-4)
  if (below.some((line) => working.test(line))) return { status: "running", reason: null, detail: "can be interrupted" }
  if (box >= 0 && below.some((line) => footer.test(line)))
    return { status: "idle", reason: null, detail: "shows its prompt box" }
  return null
}

/** Whether the screen shows this prompt among those that were sent. */
export const showsPrompt = (screen: ReadonlyArray<string>, prompt: string): boolean => {
  const [first = ""] = prompt.trim().split("\n")
  const wanted = first.trim()
  if (wanted === "") return false
  return screen.some((line) => {
    const [, said] = /^\s*┃\s+(\S.*?)(?:\s{3,}.*)?$/.exec(line) ?? []
    return said !== undefined && (said === wanted || (said.length >= 20 && wanted.startsWith(said)))
  })
}

/** What a screen shows, told by rules that are data: for agents whose state no file tells. */
import type { AgentStatus } from "@opensessions/protocol/Agent"

/** A screen that looks like this means that. */
export interface ScreenRule {
  readonly status: AgentStatus
  readonly reason?: string
  /** What it shows, for `explain`: "asks for permission". */
  readonly detail: string
  /** How many of the last lines with something in them are read. */
  readonly within: number
  /** Matched against these lines, joined by line breaks and without spaces at their ends. */
  readonly pattern: RegExp
}

/** What a look at a screen told. */
export interface ScreenState {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

/** Wider than any screen that a person reads; what is beyond can't be a mark of ours. */
const maxColumns = 400

/** The last lines of a screen that have something in them. */
export const lastLines = (screen: ReadonlyArray<string>, count: number): ReadonlyArray<string> => {
  const found: Array<string> = []
  for (let index = screen.length - 1; index >= 0 && found.length < count; index--) {
    const line = (screen[index] ?? "").slice(0, maxColumns).trimEnd()
    if (line !== "") found.unshift(line)
  }
  return found
}

/** What the first rule that matches says; null where none does: the screen is one that we don't know. */
export const classifyScreen = (rules: ReadonlyArray<ScreenRule>, screen: ReadonlyArray<string>): ScreenState | null => {
  for (const { detail, pattern, reason = null, status, within } of rules) {
    if (pattern.test(lastLines(screen, within).join("\n"))) return { status, reason, detail }
  }
  return null
}

/** Each state's glyph and colour. The glyph alone says which it is; the colour only helps. */
import { type Agent, isTerminal } from "@opensessions/protocol/Agent"
import type { Tone } from "@opensessions/protocol/Metadata"
import type { Icons, Token } from "../themes/Theme.ts"
import { spinnerAt, stillSpinner } from "./clockwork.ts"

/** A character with its style. */
export interface Glyph {
  readonly text: string
  readonly fg: Token
  readonly bold: boolean
}

/** How states look at a moment. */
export interface Look {
  readonly nowMs: number
  /** Whether what works spins. */
  readonly spins: boolean
  /** The theme's own signs, by status. */
  readonly icons: Icons
}

/** A thread's glyph; null where it has nothing to say (idle, or done and seen). */
export const glyphOf = (agent: Agent, look: Look): Glyph | null => {
  const glyph = usualGlyph(agent, look)
  const icon = look.icons[agent.status]
  return glyph === null || icon === undefined ? glyph : { ...glyph, text: icon }
}

const usualGlyph = (agent: Agent, { nowMs, spins }: Look): Glyph | null => {
  switch (agent.status) {
    case "waiting":
      return { text: "◉", fg: "status.waiting", bold: true }
    case "error":
      return { text: "✗", fg: "status.error", bold: agent.unseen }
    case "stale":
      return { text: "⚠", fg: "status.stale", bold: agent.unseen }
    case "interrupted":
      return { text: "⊘", fg: "status.interrupted", bold: agent.unseen }
    case "done":
      return agent.unseen ? { text: "●", fg: "status.done", bold: false } : null
    case "tool-running":
      return { text: spins ? spinnerAt(nowMs) : stillSpinner, fg: "status.tool", bold: false }
    case "running":
      return { text: spins ? spinnerAt(nowMs) : stillSpinner, fg: "status.running", bold: false }
    case "idle":
      return null
  }
}

/** As `glyphOf`, with a quiet mark for what rests: for lists of threads. */
export const restingGlyphOf = (agent: Agent, look: Look): Glyph =>
  glyphOf(agent, look) ?? { text: agent.status === "done" ? "✓" : "○", fg: "status.idle", bold: false }

/** Whether a thread's glyph moves: it works, and the theme has no still sign for that. */
export const spins = (agent: Agent, icons: Icons): boolean =>
  (agent.status === "running" || agent.status === "tool-running") && icons[agent.status] === undefined

/** The colour of a thread's state. */
export const statusToken = (agent: Agent): Token =>
  agent.status === "tool-running" ? "status.tool" : `status.${agent.status}`

/** How long a state that wants a person is emphasised after it began. */
export const emphasisMs = 900

/** Whether a thread has just come to wait for a person, or to its end unseen. */
export const isNews = (agent: Agent, nowMs: number): boolean =>
  isLoud(agent) && nowMs >= agent.since && nowMs - agent.since < emphasisMs

/** What a state is called where there is room for words. */
export const statusWord = (agent: Agent): string => {
  if (agent.statusReason !== null && agent.statusReason !== "") return agent.statusReason
  switch (agent.status) {
    case "tool-running":
      return "using a tool"
    case "stale":
      return "lost"
    default:
      return agent.status
  }
}

/** Whether a thread's state asks for more than a quiet word. */
export const isLoud = (agent: Agent): boolean =>
  agent.status === "waiting" || (isTerminal(agent.status) && agent.unseen)

/** The colour of each tone's icon. */
export const toneToken: Readonly<Record<Tone, Token>> = {
  neutral: "subtext0",
  info: "blue",
  success: "green",
  warn: "peach",
  error: "red"
}

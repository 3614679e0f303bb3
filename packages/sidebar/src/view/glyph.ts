/** Each state's glyph and colour. The glyph alone says which it is; the colour only helps. */
import { type Agent, isTerminal } from "@opensessions/protocol/Agent"
import type { Tone } from "@opensessions/protocol/Metadata"
import type { Token } from "../themes/Theme.ts"
import { spinnerAt, stillSpinner } from "./clockwork.ts"

/** A character with its style. */
export interface Glyph {
  readonly text: string
  readonly fg: Token
  readonly bold: boolean
}

/** How the view moves: the time, or null where nothing may. */
export type Motion = number | null

/** A thread's glyph; null where it has nothing to say (idle, or done and seen). */
export const glyphOf = (agent: Agent, motion: Motion): Glyph | null => {
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
      return { text: motion === null ? stillSpinner : spinnerAt(motion), fg: "status.tool", bold: false }
    case "running":
      return { text: motion === null ? stillSpinner : spinnerAt(motion), fg: "status.running", bold: false }
    case "idle":
      return null
  }
}

/** As `glyphOf`, with a quiet mark for what rests: for lists of threads. */
export const restingGlyphOf = (agent: Agent, motion: Motion): Glyph =>
  glyphOf(agent, motion) ?? { text: agent.status === "done" ? "✓" : "○", fg: "status.idle", bold: false }

/** Whether a thread's glyph moves. */
export const spins = (agent: Agent): boolean => agent.status === "running" || agent.status === "tool-running"

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

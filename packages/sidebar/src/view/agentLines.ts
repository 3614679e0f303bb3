/** One thread in the detail: what it is about, what it does and since when, with whom, and what it was asked. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { ageText } from "./clockwork.ts"
import type { Moment } from "./detail.ts"
import { isLoud, restingGlyphOf, statusWord } from "./glyph.ts"
import { plainText } from "./plainText.ts"
import { cutSpans, Hit, type Row, type Span, spread } from "./Row.ts"
import { cut, wrap } from "./textWidth.ts"

/** At most this many lines of the last prompt. */
const promptLines = 2

/** The lines of a thread, the most telling first. */
export const agentLines = (session: Session, agent: Agent, columns: number, moment: Moment): ReadonlyArray<Row> => {
  const hit =
    agent.paneId === null
      ? Hit.Session({ sessionId: session.id })
      : Hit.Agent({ sessionId: session.id, paneId: agent.paneId })
  const glyph = restingGlyphOf(agent, moment.motion)
  const name = plainText(agent.threadName ?? "") || plainText(agent.agent)
  const title = spread(
    [
      { ...glyph, text: `${glyph.text} ` },
      { text: name, fg: isLoud(agent) ? "text" : "subtext1", bold: agent.status === "waiting" }
    ],
    [{ text: ageText(agent.since, moment.nowMs), fg: "overlay0" }],
    columns
  )
  const inset = "  "
  const lines: Array<ReadonlyArray<Span>> = [
    title,
    cutSpans([{ text: inset, fg: "text" }, ...stateSpans(agent), ...whoSpans(agent)], columns)
  ]
  for (const line of promptText(agent, columns - inset.length)) {
    lines.push([{ text: inset + line, fg: "overlay0" }])
  }
  return lines.map((spans) => ({ spans, hit }))
}

const stateSpans = (agent: Agent): ReadonlyArray<Span> => {
  const glyph = restingGlyphOf(agent, null)
  const subagents = agent.subagents > 0 ? ` +${agent.subagents}` : ""
  return [{ text: plainText(statusWord(agent)) + subagents, fg: isLoud(agent) ? glyph.fg : "overlay1" }]
}

const whoSpans = (agent: Agent): ReadonlyArray<Span> => {
  const named = agent.threadName !== null && agent.threadName !== ""
  const who = named ? plainText(agent.agent) : ""
  const context = agent.tokens === null || agent.tokens.contextUsed <= 0 ? "" : contextText(agent.tokens.contextUsed)
  const parts = [who, agent.model === null ? "" : plainText(agent.model), context].filter((part) => part !== "")
  return parts.map((part) => ({ text: ` · ${part}`, fg: "overlay0" }))
}

/** Tokens in the model's context; how many it can hold is not known, so it is no share. */
const contextText = (tokens: number): string => (tokens < 1000 ? `${tokens} ctx` : `${Math.round(tokens / 1000)}k ctx`)

const promptText = (agent: Agent, columns: number): ReadonlyArray<string> => {
  const prompt = agent.lastUserPrompt === null ? "" : plainText(agent.lastUserPrompt).trim()
  if (prompt === "" || columns < 8) return []
  const lines = wrap(`“${prompt}”`, columns, promptLines)
  return lines.map((line) => cut(line, columns))
}

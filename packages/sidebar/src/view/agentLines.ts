/** One thread in the detail: what it is about, what it does and since when, with whom, and what it was asked. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { ageText } from "./clockwork.ts"
import type { Moment } from "./detail.ts"
import { isLoud, restingGlyphOf, statusWord } from "./glyph.ts"
import { plainText } from "./plainText.ts"
import { cutSpans, Hit, type Row, type Span, spansWidth, spread } from "./Row.ts"
import { textWidth, wrap } from "./textWidth.ts"

/** At most this many lines of the last prompt. */
const promptLines = 2

/** Lines below a thread's title stand under its name. */
const inset = "  "

/** The lines that a thread would like to have; it needs one. */
export const linesWanted = (agent: Agent, columns: number): number =>
  2 + promptText(agent, columns - inset.length, promptLines).length

/** So many lines of a thread, the most telling first. */
export const agentLines = (
  session: Session,
  agent: Agent,
  columns: number,
  lines: number,
  moment: Moment
): ReadonlyArray<Row> => {
  const hit =
    agent.paneId === null
      ? Hit.Session({ sessionId: session.id })
      : Hit.Agent({ sessionId: session.id, paneId: agent.paneId })
  const rows: Array<ReadonlyArray<Span>> = [titleSpans(agent, columns, moment)]
  if (lines > 1) rows.push([{ text: inset, fg: "text" }, ...stateSpans(agent, columns - inset.length)])
  for (const line of promptText(agent, columns - inset.length, lines - 2)) {
    rows.push([{ text: inset + line, fg: "overlay0" }])
  }
  return rows.map((spans) => ({ spans, hit }))
}

/** What the thread is about, and since when it is as it is. */
const titleSpans = (agent: Agent, columns: number, moment: Moment): ReadonlyArray<Span> => {
  const glyph = restingGlyphOf(agent, moment.motion)
  const name = plainText(agent.threadName ?? "") || plainText(agent.agent)
  return spread(
    [
      { ...glyph, text: `${glyph.text} ` },
      { text: name, fg: isLoud(agent) ? "text" : "subtext1", bold: agent.status === "waiting" }
    ],
    [{ text: ageText(agent.since, moment.nowMs), fg: "overlay0" }],
    columns
  )
}

/** Why or what, then whatever else fits whole: with whom, how full its context is, which model. */
const stateSpans = (agent: Agent, columns: number): ReadonlyArray<Span> => {
  const word = `${plainText(statusWord(agent))}${agent.subagents > 0 ? ` +${agent.subagents}` : ""}`
  const fg = isLoud(agent) ? restingGlyphOf(agent, null).fg : "overlay1"
  const spans: Array<Span> = [...cutSpans([{ text: word, fg }], columns)]
  let left = columns - spansWidth(spans)
  for (const part of whoParts(agent)) {
    const text = ` · ${part}`
    if (textWidth(text) > left) continue
    spans.push({ text, fg: "overlay0" })
    left -= textWidth(text)
  }
  return spans
}

const whoParts = (agent: Agent): ReadonlyArray<string> => {
  const named = agent.threadName !== null && agent.threadName !== ""
  const who = named ? plainText(agent.agent) : ""
  const context = agent.tokens === null || agent.tokens.contextUsed <= 0 ? "" : contextText(agent.tokens.contextUsed)
  return [who, context, agent.model === null ? "" : plainText(agent.model)].filter((part) => part !== "")
}

/** Tokens in the model's context; how many it can hold is not known, so it is no share. */
const contextText = (tokens: number): string => (tokens < 1000 ? `${tokens} ctx` : `${Math.round(tokens / 1000)}k ctx`)

/** The last prompt in quotes, in at most so many lines. */
const promptText = (agent: Agent, columns: number, lines: number): ReadonlyArray<string> => {
  const prompt = agent.lastUserPrompt === null ? "" : plainText(agent.lastUserPrompt).trim()
  if (prompt === "" || columns < 8) return []
  const wrapped = wrap(`“${prompt}`, columns - 1, lines)
  return wrapped.map((line, index) => (index === wrapped.length - 1 ? `${line}”` : line))
}

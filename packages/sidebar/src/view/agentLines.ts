/** One thread in the detail: what it is about, what it does and since when, what it was asked, with whom and at what cost. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { Session } from "@opensessions/protocol/State"
import { threadKey } from "../list/ListChoice.ts"
import { ageText } from "./clockwork.ts"
import type { DetailPlace } from "./DetailPlace.ts"
import { shortCount } from "./facts.ts"
import { isLoud, restingGlyphOf, statusToken, statusWord } from "./glyph.ts"
import { plainText } from "./plainText.ts"
import { cutSpans, Hit, type Row, type Span, spansWidth, spread } from "./Row.ts"
import { textWidth, wrap } from "./textWidth.ts"

/** At most this many lines of the last prompt. */
const promptLines = 2

/** Lines below a thread's title stand under its name. */
const inset = "  "

/** The lines that a thread would like to have; it needs one. */
export const linesWanted = (agent: Agent, columns: number): number => {
  const room = columns - inset.length
  const { rest } = stateSpans(agent, room)
  return 2 + promptText(agent, room, promptLines).length + (rest.length > 0 ? 1 : 0)
}

/** So many lines of a thread, the most telling first. */
export const agentLines = (
  session: Session,
  agent: Agent,
  columns: number,
  lines: number,
  { look, thread }: DetailPlace
): ReadonlyArray<Row> => {
  const room = columns - inset.length
  const chosen = threadKey(agent) === thread
  const rows: Array<ReadonlyArray<Span>> = [titleSpans(agent, columns, look)]
  const { first, rest } = stateSpans(agent, room)
  if (lines > 1) rows.push([{ text: inset, fg: "text" }, ...first])
  const prompt = promptText(agent, room, Math.min(promptLines, lines - 2))
  for (const line of prompt) rows.push([{ text: inset + line, fg: "overlay0" }])
  if (rest.length > 0 && rows.length < lines) rows.push([{ text: inset, fg: "text" }, ...cutSpans(rest, room)])
  return rows.map((spans) => ({
    spans,
    hit: threadHit(session, agent),
    ...(chosen ? { bg: "surface0" as const } : {})
  }))
}

/** A click on a thread goes to its pane, or to its session where it has none. */
export const threadHit = (session: Session, agent: Agent): Hit =>
  agent.paneId === null
    ? Hit.Session({ sessionId: session.id })
    : Hit.Agent({ sessionId: session.id, paneId: agent.paneId })

/** What a thread is called: its own name, else its agent's. */
export const threadTitle = (agent: Agent): string => plainText(agent.threadName ?? "") || plainText(agent.agent)

/** What the thread is about, and since when it is as it is. */
const titleSpans = (agent: Agent, columns: number, look: DetailPlace["look"]): ReadonlyArray<Span> => {
  const glyph = restingGlyphOf(agent, look)
  return spread(
    [
      { ...glyph, text: `${glyph.text} ` },
      { text: threadTitle(agent), fg: isLoud(agent) ? "text" : "subtext1", bold: agent.status === "waiting" }
    ],
    [{ text: ageText(agent.since, look.nowMs), fg: "overlay0" }],
    columns
  )
}

/** Why or what, then what else fits whole: how full its context is, with whom, which model, what it cost. */
const stateSpans = (
  agent: Agent,
  columns: number
): { readonly first: ReadonlyArray<Span>; readonly rest: ReadonlyArray<Span> } => {
  const word = `${plainText(statusWord(agent))}${agent.subagents > 0 ? ` +${agent.subagents}` : ""}`
  const fg = isLoud(agent) ? statusToken(agent) : "overlay1"
  const first: Array<Span> = [...cutSpans([{ text: word, fg }], columns)]
  const rest: Array<Span> = []
  let left = columns - spansWidth(first)
  for (const part of whoParts(agent)) {
    const text = ` · ${part}`
    if (rest.length === 0 && textWidth(text) <= left) {
      first.push({ text, fg: "overlay0" })
      left -= textWidth(text)
    } else rest.push({ text: rest.length === 0 ? part : text, fg: "overlay0" })
  }
  return { first, rest }
}

const whoParts = (agent: Agent): ReadonlyArray<string> => {
  const named = agent.threadName !== null && agent.threadName !== ""
  const who = named ? plainText(agent.agent) : ""
  return [contextText(agent), who, agent.model === null ? "" : plainText(agent.model), tokensText(agent)].filter(
    (part) => part !== ""
  )
}

/** How much of its context is used: as a share where it is known how much there is, else in tokens. */
const contextText = ({ tokens }: Agent): string => {
  if (tokens === null || tokens.contextUsed <= 0) return ""
  const { contextSize, contextUsed } = tokens
  if (contextSize === undefined || contextSize <= 0) return `${shortTokens(contextUsed)} ctx`
  return `${Math.min(100, Math.round((contextUsed / contextSize) * 100))}% ctx`
}

/** Tokens that went to the model and came from it. */
const tokensText = ({ tokens }: Agent): string =>
  tokens === null || tokens.input + tokens.output <= 0
    ? ""
    : `↑${shortTokens(tokens.input)} ↓${shortTokens(tokens.output)}`

const shortTokens = (count: number): string =>
  count < 1000 ? String(count) : count < 999_500 ? `${Math.round(count / 1000)}k` : shortCount(count)

/** The last prompt in quotes, in at most so many lines. */
const promptText = (agent: Agent, columns: number, lines: number): ReadonlyArray<string> => {
  const prompt = agent.lastUserPrompt === null ? "" : plainText(agent.lastUserPrompt).trim()
  if (prompt === "" || columns < 8) return []
  const wrapped = wrap(`“${prompt}`, columns - 1, lines)
  return wrapped.map((line, index) => (index === wrapped.length - 1 ? `${line}”` : line))
}

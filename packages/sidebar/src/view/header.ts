/** The first line: what the list is, and what needs a person. */
import type { Session } from "@opensessions/protocol/State"
import type { Model } from "../model.ts"
import { gap, Hit, type Row, type Span, spansWidth } from "./Row.ts"
import { stillSpinner } from "./clockwork.ts"
import { plainText } from "./plainText.ts"
import { cutStart } from "./textWidth.ts"

/** Threads by what they ask for. */
export interface Counts {
  readonly waiting: number
  readonly unseen: number
  readonly working: number
}

/** Counts over sessions. A session that is unseen without an unseen thread counts once. */
export const countsOf = (sessions: ReadonlyArray<Session>): Counts => {
  let waiting = 0
  let unseen = 0
  let working = 0
  for (const session of sessions) {
    let seen = true
    for (const agent of session.agents) {
      if (agent.status === "waiting") waiting++
      else if (agent.status === "running" || agent.status === "tool-running") working++
      if (agent.unseen) {
        unseen++
        seen = false
      }
    }
    if (seen && session.unseen) unseen++
  }
  return { waiting, unseen, working }
}

/** Another order, where a filter leaves no room for its word: what is above counts, or when. */
const sortSign = { attention: "⇅◉", activity: "⇅◷" } as const

/** What the list is: all sessions, or what is left of them by a filter, a search, or in another order. */
const listWord = ({ choice, searching, state }: Model): string => {
  if (choice.search !== null) return `/${plainText(choice.search)}${searching ? "▏" : ""}`
  if (state === null) return "sessions"
  const word = state.sessionFilter === "all" ? "sessions" : state.sessionFilter
  return state.sort === "order"
    ? word
    : state.sessionFilter === "all"
      ? `by ${state.sort}`
      : `${word} ${sortSign[state.sort]}`
}

/** A list that does not show everything in its own order says so in a colour. */
const isPlain = ({ choice, state }: Model): boolean =>
  choice.search === null && (state === null || (state.sessionFilter === "all" && state.sort === "order"))

/** A click on the title takes back what it says, or else helps: there is no footer in a low pane. */
const titleHit = ({ choice, state }: Model): Hit => {
  if (choice.search !== null) return Hit.Act({ action: "back" })
  if (state !== null && state.sessionFilter !== "all") return Hit.Act({ action: "filter" })
  return Hit.Act({ action: state !== null && state.sort !== "order" ? "sort" : "help" })
}

/** A search leaves at least the total beside it. */
const searchAtMost = (width: number): number => Math.max(4, width - 8)

/** The header of any width: pieces leave from the right word's side, the waiting ones last. */
export const header = (model: Model, counts: Counts): Row => {
  const { state } = model
  const width = model.pane.width
  if (state === null) return words(" sessions", "starting…", width)
  if (!model.connected) return words(` ${listWord(model)}`, "restarting…", width)
  const jump = Hit.Act({ action: "jump" })
  const total: Span = { text: String(model.shown.length), fg: "overlay0" }
  const pieces: Array<Span> = []
  if (counts.waiting > 0) pieces.push({ text: `◉${counts.waiting}`, fg: "status.waiting", bold: true, hit: jump })
  if (counts.unseen > 0) pieces.push({ text: `●${counts.unseen}`, fg: "status.done", hit: jump })
  if (counts.working > 0) pieces.push({ text: `${stillSpinner}${counts.working}`, fg: "status.running" })
  const margin = width >= 26 ? 1 : 0
  const word = model.choice.search === null ? listWord(model) : cutStart(listWord(model), searchAtMost(width))
  const title: Span = { text: ` ${word}`, fg: isPlain(model) ? "subtext0" : "peach", hit: titleHit(model) }
  for (let kept = pieces.length; kept >= 0; kept--) {
    const right = kept === 0 ? [total] : [...joined(pieces.slice(0, kept)), gap(2), total]
    const free = width - spansWidth([title]) - spansWidth(right) - margin
    if (free >= 1) return { spans: [title, gap(free), ...right] }
  }
  return { spans: [title] }
}

const joined = (pieces: ReadonlyArray<Span>): ReadonlyArray<Span> =>
  pieces.flatMap((piece, index) => (index === 0 ? [piece] : [gap(1), piece]))

const words = (title: string, word: string, width: number): Row => {
  const free = width - title.length - word.length - 1
  const left: Span = { text: title, fg: "overlay0" }
  return { spans: free < 1 ? [left] : [left, gap(free), { text: word, fg: "peach" }] }
}

/** The first line: what the list is, and what needs a person. */
import type { Session, State } from "@opensessions/protocol/State"
import type { Model } from "../model.ts"
import { gap, Hit, type Row, type Span, spansWidth } from "./Row.ts"
import { stillSpinner } from "./clockwork.ts"

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

/** From this width on, work going on is counted too. */
const workingFrom = 34

const filterWord = (state: State): string => (state.sessionFilter === "all" ? "sessions" : state.sessionFilter)

/** The header of any width: pieces leave from the right word's side, the waiting ones last. */
export const header = (model: Model, counts: Counts): Row => {
  const { state } = model
  const width = model.pane.width
  if (state === null) return words(" sessions", "starting…", width)
  if (!model.connected) return words(` ${filterWord(state)}`, "restarting…", width)
  const jump = Hit.Act({ action: "jump" })
  const total: Span = { text: String(model.shown.length), fg: "overlay0" }
  const pieces: Array<Span> = []
  if (counts.waiting > 0) pieces.push({ text: `◉${counts.waiting}`, fg: "status.waiting", bold: true, hit: jump })
  if (counts.unseen > 0) pieces.push({ text: `●${counts.unseen}`, fg: "status.done", hit: jump })
  if (counts.working > 0 && width >= workingFrom) {
    pieces.push({ text: `${stillSpinner}${counts.working}`, fg: "status.running" })
  }
  const margin = width >= 26 ? 1 : 0
  const title: Span = { text: ` ${filterWord(state)}`, fg: "subtext0" }
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

/** What stands where sessions or threads would be: what to do. */
import type { Model } from "../model.ts"
import { blankRow, type Row } from "./Row.ts"
import { wrap } from "./textWidth.ts"

const paragraphs = (texts: ReadonlyArray<string>, width: number): ReadonlyArray<Row> =>
  texts.flatMap((text, index) => [
    ...(index === 0 ? [] : [blankRow]),
    ...wrap(text, width - 2, 6).map((line): Row => ({
      spans: [{ text: ` ${line}`, fg: index === 0 ? "overlay1" : "overlay0" }]
    }))
  ])

/** For a list without a row. */
export const emptyList = (model: Model): ReadonlyArray<Row> => {
  const { pane, state } = model
  if (state === null) return []
  if (model.choice.search !== null) return paragraphs(["nothing found", "esc shows all"], pane.width)
  if (state.sessionFilter !== "all" && state.sessions.some((session) => !session.hidden)) {
    return paragraphs([`no session is ${state.sessionFilter} now`, "f shows all"], pane.width)
  }
  if (state.sessions.length > 0) return paragraphs(["all sessions are hidden", "u shows them"], pane.width)
  return paragraphs(["no sessions", "n starts one"], pane.width)
}

const howToStart = "start claude, codex, opencode, amp… in any pane"

/** Whether nobody has started an agent yet. */
export const isUntaught = (model: Model): boolean => model.shown.every((session) => session.agents.length === 0)

/** For a list whose sessions have no thread. */
export const noAgents = (model: Model): ReadonlyArray<Row> =>
  isUntaught(model) ? paragraphs(["no agents yet", howToStart], model.pane.width) : []

/** For the detail of a session without threads. */
export const noAgentsHere = (width: number, teach: boolean): ReadonlyArray<Row> =>
  paragraphs(teach ? ["no agents yet", howToStart] : ["no agents"], width)

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
  if (state.sessionFilter !== "all" && state.sessions.some((session) => !session.hidden)) {
    return paragraphs([`no session is ${state.sessionFilter} now`], pane.width)
  }
  return paragraphs(["no sessions", "tmux new -s name starts one"], pane.width)
}

/** For a list whose sessions have no thread. */
export const noAgents = (model: Model): ReadonlyArray<Row> =>
  model.shown.some((session) => session.agents.length > 0)
    ? []
    : paragraphs(["no agents yet", "start claude, codex, opencode, amp… in any pane"], model.pane.width)

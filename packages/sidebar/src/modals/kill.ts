/** The question before a session ends. It names the session, and stays with it whatever moves meanwhile. */
import { isActive } from "@opensessions/protocol/Agent"
import { Command } from "@opensessions/protocol/Command"
import type { Session } from "@opensessions/protocol/State"
import type { Model } from "../model.ts"
import { blankRow } from "../view/Row.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"

type Kill = Extract<OpenOverlay, { _tag: "KillQuestion" }>

/** Asks about a session. */
export const killQuestion = ({ id, name }: Session, openedAt: number): Overlay => ({
  _tag: "KillQuestion",
  openedAt,
  sessionId: id,
  name
})

const confirms = (key: string): boolean => key === "y" || key === "Enter"

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

const losses = (model: Model, overlay: Kill): ReadonlyArray<string> => {
  const session = model.state?.sessions.find(({ id }) => id === overlay.sessionId)
  if (session === undefined) return ["It is gone already."]
  const working = session.agents.filter(({ status }) => isActive(status))
  return [
    `${counted(session.windows, "window")} and ${counted(session.panes, "pane")} end.`,
    ...working.map(({ agent, threadName }) => `${threadName ?? agent} has not finished.`)
  ]
}

/** `y` or Enter kills, every other key does not. */
export const kill: Modal<Kill> = {
  closesWithoutFocus: true,
  harm: (_, key) => (confirms(key) ? "changes" : "looks"),
  press: (model, { sessionId }, key) => [
    { ...model, overlay: noOverlay },
    confirms(key) ? [Command.cases.KillSession.make({ sessionId })] : []
  ],
  rows: (model, overlay, lines) => {
    const { width } = model.pane
    const body = [
      titleRow(`Kill ${overlay.name}?`, width, "red"),
      blankRow,
      ...losses(model, overlay).flatMap((line) => paragraph(line, width, 2))
    ]
    const buttons = [
      { key: "Enter", sign: "⏎", word: "kill", loud: true },
      { key: "Esc", sign: "esc", word: "keep" }
    ]
    return withFoot(body, buttonRows(buttons, width), lines)
  }
}

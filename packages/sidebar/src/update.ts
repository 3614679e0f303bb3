/** What happens to a client's view, and what the daemon is asked to do: a pure, total function of what happened. */
import type { Command } from "@opensessions/protocol/Command"
import { Equal } from "effect"
import { due, focused, pasted, pressed } from "./input.ts"
import { Message } from "./message.ts"
import { lookupOf, pressInModal, withAnswer } from "./modals/modals.ts"
import type { Model, Outcome } from "./model.ts"
import { dragged, released, wentDown } from "./mouse.ts"
import { optionsChanged } from "./optionsChanged.ts"
import { paneChanged, stateChanged } from "./surroundings.ts"
import { scrolledBy } from "./view/viewport.ts"
import { withNotice } from "./withNotice.ts"

/** The view after a message, and the commands that it caused. */
export const update = (model: Model, message: Message): Outcome =>
  Message.$match(message, {
    StateChanged: ({ state }) => only(stateChanged(model, state)),
    PaneChanged: ({ at, pane }) => {
      const moved = paneChanged(model, pane)
      return pane.active && !model.pane.active ? focused(moved, at) : only(moved)
    },
    AppearanceTold: ({ appearance }) => only({ ...model, appearance }),
    OptionsChanged: ({ options }) => only(optionsChanged(model, options)),
    ConnectionLost: () => only({ ...model, connected: false, pending: null }),
    KeyPressed: ({ at, key }) => pressed(model, key, at),
    Pasted: ({ text }) => pasted(model, text),
    MouseDown: ({ at, hit, y }) => only(wentDown(model, y, hit, at)),
    MouseDragged: ({ at, hit, y }) => dragged(model, y, hit, at),
    MouseUp: ({ at, hit, y }) => released(model, y, hit, at),
    Wheel: ({ at, by }) => wheeled(model, by, at),
    Ticked: ({ at }) => due(withoutOldNotice(model, at), at),
    // An answer to what is not looked at any more is late.
    Found: ({ answer, lookup }) => only(Equal.equals(lookup, lookupOf(model)) ? withAnswer(model, answer) : model),
    CommandCompleted: ({ at, command }) => only(done(arrived(model, command), command, at)),
    CommandFailed: ({ at, command, reason }) => only(withNotice(ledNowhere(arrived(model, command)), reason, at))
  })

const only = (model: Model): Outcome => [model, []]

/** What is over is not waited for: a switch, even where the client did not move, and a theme that was worn meanwhile. */
const arrived = (model: Model, command: Command): Model => {
  if (command._tag === "SwitchToSession" && command.sessionId === model.pending) return { ...model, pending: null }
  return command._tag === "SetTheme" && model.overlay._tag !== "ThemePicker" ? { ...model, previewTheme: null } : model
}

/** The focus stays where it is, too. */
const ledNowhere = (model: Model): Model => (model.held?.what._tag === "HandBack" ? { ...model, held: null } : model)

/** What shows nowhere else is told. */
const done = (model: Model, command: Command, at: number): Model => {
  switch (command._tag) {
    case "AnswerAgent":
      return withNotice(model, "answered", at)
    case "Copy":
      return withNotice(model, `copied ${command.text}`, at)
    case "OpenPort":
      return withNotice(model, `opened localhost:${command.port}`, at)
    default:
      return model
  }
}

const withoutOldNotice = (model: Model, at: number): Model =>
  model.notice !== null && model.notice.until <= at ? { ...model, notice: null } : model

/** Over what is open the wheel is its arrow keys. */
const wheeled = (model: Model, by: number, at: number): Outcome =>
  model.overlay._tag === "None"
    ? only(scrolledBy(model, by))
    : pressInModal(model, model.overlay, by < 0 ? "Up" : "Down", at)

/** What happens to a client's view, and what the daemon is asked to do: a pure, total function of what happened. */
import type { Command } from "@opensessions/protocol/Command"
import { clicked, due, focused, pressed } from "./input.ts"
import { Message } from "./message.ts"
import { type Model, type Outcome } from "./model.ts"
import { optionsChanged, paneChanged, stateChanged } from "./surroundings.ts"
import { helpLines } from "./view/help.ts"
import { bodyLines, scrolledBy } from "./view/viewport.ts"

/** How long a passing word stays. */
const noticeMs = 5000

/** The view after a message, and the commands that it caused. */
export const update = (model: Model, message: Message): Outcome =>
  Message.$match(message, {
    StateChanged: ({ state }) => only(stateChanged(model, state)),
    PaneChanged: ({ at, pane }) => {
      const moved = paneChanged(model, pane)
      return pane.active && !model.pane.active ? focused(moved, at) : only(moved)
    },
    OptionsChanged: ({ options }) => only(optionsChanged(model, options)),
    ConnectionLost: () => only({ ...model, connected: false, pending: null }),
    KeyPressed: ({ at, key }) => pressed(model, key, at),
    MouseDown: ({ hit, y }) => only({ ...model, press: { y, hit } }),
    MouseUp: ({ at, y }) => clicked(model, y, at),
    Wheel: ({ by }) => only(wheeled(model, by)),
    Ticked: ({ at }) => due(withoutOldNotice(model, at), at),
    CommandCompleted: ({ command }) => only(arrived(model, command)),
    CommandFailed: ({ at, command, reason }) =>
      only({ ...arrived(model, command), notice: { text: reason, until: at + noticeMs } })
  })

const only = (model: Model): Outcome => [model, []]

/** A switch that is over is not waited for, even where the client did not move. */
const arrived = (model: Model, command: Command): Model =>
  command._tag === "SwitchToSession" && command.sessionId === model.pending ? { ...model, pending: null } : model

const withoutOldNotice = (model: Model, at: number): Model =>
  model.notice !== null && model.notice.until <= at ? { ...model, notice: null } : model

const wheeled = (model: Model, by: number): Model => {
  switch (model.overlay._tag) {
    case "None":
      return scrolledBy(model, by)
    case "Help": {
      const last = Math.max(0, helpLines(model).length - bodyLines(model))
      return { ...model, overlay: { _tag: "Help", top: Math.max(0, Math.min(last, model.overlay.top + by)) } }
    }
    case "QuitQuestion":
      return model
  }
}

/** The actions that open something over the list. */
import { Command } from "@opensessions/protocol/Command"
import type { Session } from "@opensessions/protocol/State"
import type { Action } from "./keys.ts"
import { answerTo } from "./modals/answer.ts"
import { killQuestion } from "./modals/kill.ts"
import { newSessionPicker } from "./modals/newSession.ts"
import { type Overlay, type PickItem } from "./modals/Overlay.ts"
import { previewOf } from "./modals/preview.ts"
import { renameField } from "./modals/rename.ts"
import { themePicker } from "./modals/themePicker.ts"
import { widthSlider } from "./modals/width.ts"
import { cursorSession, type Model, originOf, type Outcome } from "./model.ts"
import { actedOn, targetOf } from "./threads.ts"
import { withNotice } from "./withNotice.ts"

const { Copy, OpenPort } = Command.cases

/** The outcome of an action that opens something; null for the others. */
export const openModal = (model: Model, action: Action, at: number): Outcome | null => {
  const open = (overlay: Overlay): Outcome => [{ ...model, overlay }, []]
  const no = (reason: string): Outcome => [withNotice(model, reason, at), []]
  const session = cursorSession(model)
  const ofSession = (overlay: (session: Session) => Overlay): Outcome =>
    session === undefined ? no("No session is under the cursor.") : open(overlay(session))
  switch (action) {
    case "help":
      return open({ _tag: "Help", top: 0 })
    case "quit":
      return open({ _tag: "QuitQuestion", openedAt: at })
    case "kill":
      return ofSession((one) => killQuestion(one, at))
    case "rename":
      return ofSession(renameField)
    case "new":
      return open(newSessionPicker)
    case "theme":
      return open(themePicker(model))
    case "width":
      return open(widthSlider(model.state?.sidebarWidth ?? model.pane.width))
    case "explain": {
      const thread = actedOn(model)
      if (thread === undefined) return no("No agent is known here.")
      return open({ _tag: "Explain", target: thread.agent.threadId, top: 0, found: null })
    }
    case "preview":
    case "answer": {
      const target = targetOf(model)
      if (target === null) return no("No agent is in a pane here.")
      if (action === "preview") return open(previewOf(target))
      return actedOn(model)?.agent.status === "waiting" ? open(answerTo(target, at)) : no("The agent asks nothing now.")
    }
    case "open-port":
      return session === undefined ? no("No session is under the cursor.") : portsOf(model, session, at)
    case "copy":
      return session === undefined ? no("No session is under the cursor.") : open(copyOf(model, session))
    default:
      return null
  }
}

/** One port is opened at once. */
const portsOf = (model: Model, { name, ports }: Session, at: number): Outcome => {
  const items = [...new Set(ports.map(({ port }) => port))].map((port, index): PickItem => ({
    key: String(index + 1),
    label: `localhost:${port}`,
    command: OpenPort.make({ port })
  }))
  if (items.length === 0) return [withNotice(model, `${name} listens on no port.`, at), []]
  if (items.length === 1) return [model, [items[0]!.command]]
  return [{ ...model, overlay: { _tag: "Pick", title: "Open a port", at: 0, items: items.slice(0, 9) } }, []]
}

const copyOf = (model: Model, { directory, git, name, ports }: Session): Overlay => {
  const item = (key: string, text: string): PickItem => ({
    key,
    label: text,
    command: Copy.make({ origin: originOf(model), text })
  })
  const [port] = ports
  const items = [
    item("y", directory),
    ...(git === null ? [] : [item("b", git.branch)]),
    item("n", name),
    ...(port === undefined ? [] : [item("u", `http://localhost:${port.port}`)])
  ]
  return { _tag: "Pick", title: "Copy", at: 0, items }
}

/** Tells what happens to a client's sidebar, and what it asks the daemon for. */
import type { Command } from "@opensessions/protocol/Command"
import type { Session, State } from "@opensessions/protocol/State"
import type { LookupAnswer } from "@opensessions/protocol/Lookup"
import { Message } from "../src/message.ts"
import { lookupOf } from "../src/modals/modals.ts"
import type { Model, ModelPane } from "../src/model.ts"
import { update } from "../src/update.ts"
import { hitAt } from "../src/view/Row.ts"
import { layout } from "../src/view/rows.ts"
import { aState, now } from "./view/states.ts"

/** A client, with a clock of its own that people are slow for: two keys are 200 ms apart. */
export const client = (start: Model) => {
  let model = start
  let at = now
  let sent: Array<Command> = []
  const tell = (message: Message): void => {
    const [next, commands] = update(model, message)
    model = next
    sent.push(...commands)
  }
  const later = (ms: number): void => {
    at += ms
    tell(Message.Ticked({ at }))
  }
  return {
    get model(): Model {
      return model
    },
    /** The name of the session under the cursor. */
    get cursor(): string | undefined {
      return model.shown.find((session) => session.id === model.cursor)?.name
    },
    /** The commands since the last look, without their origin. */
    sent(): ReadonlyArray<object> {
      const commands = sent.map(({ ...command }) => {
        const { origin: _origin, ...rest } = { origin: null, ...command }
        return rest
      })
      sent = []
      return commands
    },
    origins(): ReadonlyArray<unknown> {
      return sent.map((command) => ("origin" in command ? command.origin : null))
    },
    later,
    /** A person presses keys. */
    press(...keys: ReadonlyArray<string>): void {
      for (const key of keys) {
        later(200)
        tell(Message.KeyPressed({ key, at }))
        later(50)
      }
    },
    /** A program types: everything within a millisecond. */
    inject(...keys: ReadonlyArray<string>): void {
      later(200)
      for (const key of keys) tell(Message.KeyPressed({ key, at }))
      at += 1
      later(1000)
    },
    /** The button goes down at a place of the frame, something may happen, and up again. */
    click(x: number, y: number, between: () => void = () => {}): void {
      tell(Message.MouseDown({ x, y, hit: hitAt(layout(model, at), x, y), at }))
      between()
      tell(Message.MouseUp({ x, y, hit: hitAt(layout(model, at), x, y), at }))
    },
    /** The button goes down at a place, the mouse moves over others, and it goes up at the last. */
    drag(...places: ReadonlyArray<readonly [x: number, y: number]>): void {
      const under = (x: number, y: number) => hitAt(layout(model, at), x, y)
      const [[fromX, fromY], ...others] = places as [readonly [number, number], ...Array<readonly [number, number]>]
      tell(Message.MouseDown({ x: fromX, y: fromY, hit: under(fromX, fromY), at }))
      for (const [x, y] of others) tell(Message.MouseDragged({ x, y, hit: under(x, y), at }))
      const [x, y] = places.at(-1)!
      tell(Message.MouseUp({ x, y, hit: under(x, y), at }))
    },
    paste(text: string): void {
      tell(Message.Pasted({ text, at }))
    },
    found(answer: LookupAnswer): void {
      const lookup = lookupOf(model)
      if (lookup !== null) tell(Message.Found({ lookup, answer }))
    },
    wheel(by: number): void {
      tell(Message.Wheel({ by, at }))
    },
    state(sessions: ReadonlyArray<Session>, more: Partial<State> = {}): void {
      tell(Message.StateChanged({ state: aState(sessions, more) }))
    },
    pane(more: Partial<ModelPane>): void {
      tell(Message.PaneChanged({ pane: { ...model.pane, ...more }, at }))
    },
    completed(command: Command): void {
      tell(Message.CommandCompleted({ command, at }))
    },
    failed(command: Command, reason: string): void {
      tell(Message.CommandFailed({ command, reason, at }))
    }
  }
}

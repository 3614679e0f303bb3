/** Commands about sessions of other multiplexers go to them; all others go on to tmux. */
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Effect, Layer } from "effect"
import { Commands } from "../commands/Commands.ts"
import { ownerOf } from "./joinTopologies.ts"
import type { Multiplexer, MultiplexerFailed } from "./Multiplexer.ts"
import { Multiplexers } from "./Multiplexers.ts"

/** What another multiplexer is asked to do; null where that is no matter of a multiplexer. `id` is its own. */
export const askOf = (
  command: Command,
  id: string
): ((multiplexer: Multiplexer) => Effect.Effect<void, MultiplexerFailed>) | null => {
  switch (command._tag) {
    case "SwitchToSession":
      return (multiplexer) => multiplexer.switchTo(null, SessionId.make(id))
    case "FocusPane":
      return (multiplexer) => multiplexer.focusPane(PaneId.make(id))
    case "RenameSession":
      return (multiplexer) => multiplexer.renameSession(SessionId.make(id), command.name)
    case "KillSession":
      return (multiplexer) => multiplexer.killSession(SessionId.make(id))
    default:
      return null
  }
}

const objectOf = (command: Command): string | null =>
  "sessionId" in command ? command.sessionId : command._tag === "FocusPane" ? command.paneId : null

/** `Commands` over those that tmux carries out. */
export const routeCommands = (tmux: Commands["Service"], multiplexers: Multiplexers["Service"]): Commands["Service"] =>
  Commands.of({
    ...tmux,
    run: Effect.fn("Commands.run")(function* (command: Command) {
      const object = objectOf(command)
      const owner = object === null ? null : ownerOf(object)
      if (owner === null || owner.place === 0) return yield* tmux.run(command)
      const multiplexer = yield* multiplexers.at(owner.place)
      const ask = askOf(command, owner.id)
      if (ask === null || multiplexer === null) return yield* tmux.run(command)
      yield* Effect.mapError(ask(multiplexer), ({ message }) => new CommandRefused({ reason: message }))
    })
  })

/** The commands of a daemon. */
export const routedCommands = Layer.effect(
  Commands,
  Effect.gen(function* () {
    return routeCommands(yield* Commands, yield* Multiplexers)
  })
).pipe(Layer.provide(Commands.layer))

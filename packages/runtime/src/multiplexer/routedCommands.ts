/** Commands about sessions of other multiplexers go to them; all others go on to tmux. */
import { Command, CommandRefused } from "@opensessions/protocol/Command"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { State } from "@opensessions/protocol/State"
import { Effect, Layer } from "effect"
import { Commands } from "../commands/Commands.ts"
import { mostUrgent, sessionAt } from "../commands/destinations.ts"
import { Settings } from "../config/Settings.ts"
import { sessionName } from "../sessions/sessionName.ts"
import { SessionStore } from "../store/SessionStore.ts"
import type { Topology } from "../tmux/Topology.ts"
import { ownerOf } from "./joinTopologies.ts"
import { makeElsewhere } from "./makeElsewhere.ts"
import { type Multiplexer, MultiplexerFailed } from "./Multiplexer.ts"
import { Multiplexers } from "./Multiplexers.ts"

const isElsewhere = (id: string): boolean => ownerOf(id).place !== 0

/** What a command means that names a number or nothing at all, where that leads to another multiplexer. Pure. */
export const resolved = (command: Command, { sessions }: Pick<State, "sessions">): Command => {
  if (command._tag === "SwitchToIndex") {
    const sessionId = sessionAt(sessions, command.index)
    if (sessionId === null || !isElsewhere(sessionId)) return command
    return Command.cases.SwitchToSession.make({ origin: command.origin, landing: command.landing, sessionId })
  }
  if (command._tag === "JumpToAttention") {
    const to = mostUrgent(sessions, command.origin.paneId)
    if (to === null || !isElsewhere(to.sessionId)) return command
    const { origin } = command
    return to.paneId === null
      ? Command.cases.SwitchToSession.make({ origin, sessionId: to.sessionId, landing: "content" })
      : Command.cases.FocusPane.make({ origin, paneId: to.paneId })
  }
  return command
}

const sessionOfPane = ({ panes, sessions }: Topology, paneId: PaneId): SessionId | null => {
  const windowId = panes.get(paneId)?.windowId
  return [...sessions.values()].find(({ windows }) => windows.some((one) => one.windowId === windowId))?.id ?? null
}

/** What another multiplexer is asked to do; null where that is no matter of a multiplexer. `id` is its own. */
export const askOf = (
  command: Command,
  id: string,
  topology: Topology | undefined
): ((multiplexer: Multiplexer) => Effect.Effect<void, MultiplexerFailed>) | null => {
  switch (command._tag) {
    case "SwitchToSession":
      return (multiplexer) => multiplexer.switchTo(null, SessionId.make(id))
    case "FocusPane": {
      const paneId = PaneId.make(id)
      const session = topology === undefined ? null : sessionOfPane(topology, paneId)
      return (multiplexer) =>
        Effect.andThen(
          multiplexer.focusPane(paneId),
          session === null ? Effect.void : multiplexer.switchTo(null, session)
        )
    }
    case "RenameSession": {
      const name = sessionName(command.name)
      return (multiplexer) =>
        name === null
          ? Effect.fail(new MultiplexerFailed({ multiplexer: multiplexer.name, reason: "nothing can be called that" }))
          : multiplexer.renameSession(SessionId.make(id), name)
    }
    case "KillSession":
      return (multiplexer) => multiplexer.killSession(SessionId.make(id))
    default:
      return null
  }
}

const objectOf = (command: Command): string | null =>
  "sessionId" in command ? command.sessionId : command._tag === "FocusPane" ? command.paneId : null

/** What there is besides the commands that tmux carries out. */
export interface Routing {
  readonly multiplexers: Multiplexers["Service"]
  readonly sessions: Effect.Effect<Pick<State, "sessions">>
  /** Where new sessions are made. */
  readonly mux: Effect.Effect<string>
}

/** `Commands` over those that tmux carries out. */
export const routeCommands = (
  tmux: Commands["Service"],
  { multiplexers, mux, sessions }: Routing
): Commands["Service"] =>
  Commands.of({
    ...tmux,
    run: Effect.fn("Commands.run")(function* (given: Command) {
      if (given._tag === "NewSession") {
        const name = yield* mux
        return yield* name === "tmux" ? tmux.run(given) : makeElsewhere(multiplexers, name, given)
      }
      const command = resolved(given, yield* sessions)
      const object = objectOf(command)
      const owner = object === null ? null : ownerOf(object)
      if (owner === null || owner.place === 0) return yield* tmux.run(command)
      const multiplexer = yield* multiplexers.at(owner.place)
      const placed = (yield* multiplexers.current).find(({ place }) => place === owner.place)
      const ask = askOf(command, owner.id, placed?.topology)
      if (ask === null || multiplexer === null) return yield* tmux.run(command)
      yield* Effect.mapError(ask(multiplexer), ({ message }) => new CommandRefused({ reason: message }))
    })
  })

/** The commands of a daemon. */
export const routedCommands = Layer.effect(
  Commands,
  Effect.gen(function* () {
    const settings = yield* Settings
    const store = yield* SessionStore
    return routeCommands(yield* Commands, {
      multiplexers: yield* Multiplexers,
      sessions: store.state,
      mux: Effect.map(settings.current, ({ mux = "tmux" }) => mux)
    })
  })
).pipe(Layer.provide(Commands.layer))

/** The clients' views: one model each, which follows its client from pane to pane (cursor, scroll, fold). */
import type { Command } from "@opensessions/protocol/Command"
import type { ClientName } from "@opensessions/protocol/Ids"
import type { State } from "@opensessions/protocol/State"
import { Clock, Effect, Equal, FiberSet } from "effect"
import { Message } from "../message.ts"
import { defaultOptions, initialModel, type Model, type ModelPane, type ViewOptions } from "../model.ts"
import { CommandSink } from "../services/CommandSink.ts"
import { update } from "../update.ts"
import { latestWins } from "./latestWins.ts"

/** Models that are kept at least: a client in a window without a sidebar comes back to its cursor. */
const kept = 32

/** What made a model change. The state changes in storms, whose effects may be painted together; others are awaited. */
export type Cause = "state" | "person"

export interface Clients {
  /** These panes are seen now, each by its client. */
  show(panes: ReadonlyArray<ModelPane>): void
  stateChanged(state: State): void
  optionsChanged(options: ViewOptions): void
  send(client: ClientName, message: Message): void
  /** What a pane is to show: its client's model in this pane's size. */
  modelFor(pane: ModelPane): Model
  /** The time that a model asked for has come: what moves by itself is painted anew. */
  timePassed(client: ClientName, at: number): void
  /** The models of clients that see a pane. */
  shown(): ReadonlyMap<ClientName, Model>
}

/** `changed` is called after each change of the model of a client that sees a pane. */
export const makeClients = Effect.fnUntraced(function* (changed: (client: ClientName, cause: Cause) => void) {
  const sink = yield* CommandSink
  const clock = yield* Clock.Clock
  const run = yield* FiberSet.makeRuntime<never, void>()
  const models = new Map<ClientName, Model>()
  let seen: ReadonlyMap<ClientName, ModelPane> = new Map()
  /** The part of `models` that is seen. */
  const shown = new Map<ClientName, Model>()
  /** Kinds of messages whose failure was logged. */
  const told = new Set<string>()
  const runners = new Map<ClientName, (command: Command) => Effect.Effect<void>>()
  let state: State | null = null
  let options: ViewOptions = defaultOptions

  const keep = (client: ClientName, model: Model): void => {
    models.set(client, model)
    if (seen.has(client)) shown.set(client, model)
  }

  const send = (client: ClientName, message: Message, cause: Cause): void => {
    const before = models.get(client)
    if (before === undefined) return
    try {
      const [after, commands] = update(before, message)
      keep(client, after)
      for (const command of commands) run(runnerOf(client)(command))
      // A storm may be painted bit by bit, but another theme is on all panes at once.
      const themed = before.state !== null && before.state.theme !== after.state?.theme
      if (after !== before && seen.has(client)) changed(client, themed ? "person" : cause)
    } catch (defect) {
      // A view that cannot take a message keeps what it shows; the other clients are served. A state comes often.
      if (!told.has(message._tag)) run(Effect.logError(`a sidebar could not take ${message._tag}`, defect))
      told.add(message._tag)
    }
  }

  const runnerOf = (client: ClientName) => {
    const runner = runners.get(client) ?? latestWins((command) => carryOut(client, command))
    runners.set(client, runner)
    return runner
  }

  const carryOut = (client: ClientName, command: Command) => {
    const failed = (reason: string) =>
      send(client, Message.CommandFailed({ command, reason, at: clock.currentTimeMillisUnsafe() }), "person")
    return sink.run(command).pipe(
      Effect.andThen(
        Effect.sync(() =>
          send(client, Message.CommandCompleted({ command, at: clock.currentTimeMillisUnsafe() }), "person")
        )
      ),
      Effect.catchTag("CommandRefused", (refused) => Effect.sync(() => failed(refused.reason))),
      Effect.catchDefect((defect) =>
        Effect.logError(`the command ${command._tag} failed`, defect).pipe(
          Effect.andThen(Effect.sync(() => failed("something went wrong, the log says what")))
        )
      )
    )
  }

  const showOne = (pane: ModelPane): void => {
    const model = models.get(pane.client) ?? initialModel(pane, options)
    // The map's order is that of last use.
    models.delete(pane.client)
    keep(pane.client, model)
    if (model.options !== options) send(pane.client, Message.OptionsChanged({ options }), "person")
    if (state !== null && model.state !== state) send(pane.client, Message.StateChanged({ state }), "person")
    if (!Equal.equals(model.pane, pane)) {
      send(pane.client, Message.PaneChanged({ pane, at: clock.currentTimeMillisUnsafe() }), "person")
    }
  }

  return {
    show: (panes) => {
      seen = new Map(panes.map((pane) => [pane.client, pane]))
      shown.clear()
      for (const pane of seen.values()) showOne(pane)
      for (const client of [...models.keys()].slice(0, -kept)) {
        if (seen.has(client)) continue
        models.delete(client)
        runners.delete(client)
      }
    },
    stateChanged: (next) => {
      state = next
      for (const client of seen.keys()) send(client, Message.StateChanged({ state: next }), "state")
    },
    optionsChanged: (next) => {
      options = next
      for (const client of seen.keys()) send(client, Message.OptionsChanged({ options: next }), "person")
    },
    send: (client, message) => send(client, message, "person"),
    modelFor: (pane) => {
      const model = models.get(pane.client) ?? initialModel(pane, options)
      return model.pane.paneId === pane.paneId ? model : { ...model, pane }
    },
    timePassed: (client, at) => {
      const before = models.get(client)
      send(client, Message.Ticked({ at }), "person")
      if (models.get(client) === before && seen.has(client)) changed(client, "person")
    },
    shown: () => shown
  } satisfies Clients
})

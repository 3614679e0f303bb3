/** `opensessions sidebar`: the sidebar of this tmux server in a terminal of its own, through the daemon's socket. */
import { CommandRefused, noOrigin, type Origin } from "@opensessions/protocol/Command"
import { PaneId } from "@opensessions/protocol/Ids"
import { Settings } from "@opensessions/runtime/config/Settings"
import { PaneHost } from "@opensessions/sidebar/host/PaneHost"
import { ViewOptionsSource } from "@opensessions/sidebar/host/ViewOptionsSource"
import { CommandSink } from "@opensessions/sidebar/services/CommandSink"
import { LookupSource } from "@opensessions/sidebar/services/LookupSource"
import { PaneSource } from "@opensessions/sidebar/services/PaneSource"
import { StateSource } from "@opensessions/sidebar/services/StateSource"
import { keymapOf } from "@opensessions/sidebar/keymap"
import { Deferred, Effect, Layer, Logger, Schema, Stream } from "effect"
import { homedir } from "node:os"
import { LiveDaemon } from "../client/LiveDaemon.ts"
import { viewOptionsOf } from "../composition/viewOptions.ts"
import { ownTerminal } from "./ownTerminal.ts"
import { meaningOf } from "./standaloneCommand.ts"

export interface StandaloneOptions {
  /** Ends when it led somewhere. */
  readonly popup: boolean
}

const isPaneId = Schema.is(PaneId)

/** The pane of tmux that this runs in; outside, and in a popup, the client that was active last is meant. */
const ownOrigin = (pane: string | undefined): Origin => ({ ...noOrigin, paneId: isPaneId(pane) ? pane : null })

const stateSource = Layer.effect(
  StateSource,
  Effect.map(LiveDaemon, ({ states }) => StateSource.of({ changes: Stream.orDie(states) }))
)

const lookupSource = Layer.effect(
  LookupSource,
  Effect.map(LiveDaemon, ({ look }) => ({ follow: (lookup) => Stream.catch(look(lookup), () => Stream.empty) }))
)

/** Ctrl-C ends it, as it ends every program in a terminal. */
const viewOptions = Layer.effect(
  ViewOptionsSource,
  Effect.map(Settings, ({ changes }) => ({
    options: Stream.map(changes, (config) => ({
      ...viewOptionsOf(config, homedir()),
      keymap: keymapOf({ ...config.keys, "C-c": "hide-sidebar" })
    }))
  }))
)

/** OSC 52: the text for the terminal's clipboard. */
const clipboardSequence = (text: string): string => `\x1b]52;c;${Buffer.from(text).toString("base64")}\x07`

/** Until it is left, or its terminal closes. */
export const standalone = Effect.fn("standalone")(function* ({ popup }: StandaloneOptions) {
  const left = yield* Deferred.make<void>()
  const seen = yield* ownTerminal(process.env)
  const origin = ownOrigin(process.env["TMUX_PANE"])
  const leave = Effect.asVoid(Deferred.succeed(left, undefined))

  const commandSink = Layer.effect(
    CommandSink,
    Effect.map(LiveDaemon, (daemon) =>
      CommandSink.of({
        run: Effect.fnUntraced(function* (asked) {
          const { command, end } = meaningOf(asked, origin, popup)
          // This terminal may be another than the one that tmux would give it to.
          if (asked._tag === "Copy") yield* Effect.sync(() => process.stdout.write(clipboardSequence(asked.text)))
          if (command !== null)
            yield* Effect.mapError(daemon.run(command), ({ message }) => new CommandRefused({ reason: message }))
          if (end) yield* leave
        })
      })
    )
  )
  const paneSource = Layer.succeed(
    PaneSource,
    PaneSource.of({ seen: Stream.map(seen, (pane) => [pane]), lookAgain: Effect.void })
  )
  const host = PaneHost.layer.pipe(
    Layer.provide(Layer.mergeAll(paneSource, commandSink, stateSource, lookupSource, viewOptions)),
    Layer.provide(Layer.mergeAll(LiveDaemon.layer, Settings.layer)),
    // What is logged would stand in the middle of the screen.
    Layer.provide(Logger.layer([]))
  )
  yield* Layer.build(host)
  yield* Deferred.await(left)
}, Effect.scoped)

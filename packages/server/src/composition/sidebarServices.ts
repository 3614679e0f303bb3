/** The sidebar's services, in-process: the store, the commands, the panes that clients see, and what modals look at. */
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { Sidebars } from "@opensessions/runtime/sidebars/Sidebars"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { CommandSink } from "@opensessions/sidebar/services/CommandSink"
import { LookupSource } from "@opensessions/sidebar/services/LookupSource"
import { PaneSource } from "@opensessions/sidebar/services/PaneSource"
import { StateSource } from "@opensessions/sidebar/services/StateSource"
import { Effect, Layer } from "effect"

const stateSource = Layer.effect(
  StateSource,
  Effect.map(SessionStore, ({ changes }) => StateSource.of({ changes }))
)

const commandSink = Layer.effect(
  CommandSink,
  Effect.map(Commands, ({ run }) => CommandSink.of({ run }))
)

const paneSource = Layer.effect(
  PaneSource,
  Effect.map(Sidebars, ({ seen, lookAgain }) => PaneSource.of({ seen, lookAgain }))
)

const lookupSource = Layer.effect(
  LookupSource,
  Effect.map(Lookups, ({ follow }) => ({ follow }))
)

/** What `PaneHost` draws from and sends to. */
export const sidebarServices = Layer.mergeAll(stateSource, commandSink, paneSource, lookupSource)

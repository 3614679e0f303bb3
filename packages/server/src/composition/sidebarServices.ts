/** The sidebar's services, in-process: the store, the commands, the panes that clients see, and what modals look at. */
import type { ClientName } from "@opensessions/protocol/Ids"
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { Sidebars } from "@opensessions/runtime/sidebars/Sidebars"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { isAtLeast } from "@opensessions/runtime/tmux/isAtLeast"
import { terminalColours } from "@opensessions/runtime/tmux/terminalColours"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import type { Topology } from "@opensessions/runtime/tmux/Topology"
import { TmuxTopology } from "@opensessions/runtime/tmux/TmuxTopology"
import { CommandSink } from "@opensessions/sidebar/services/CommandSink"
import { LookupSource } from "@opensessions/sidebar/services/LookupSource"
import { PaneSource, type SeenPane } from "@opensessions/sidebar/services/PaneSource"
import { StateSource } from "@opensessions/sidebar/services/StateSource"
import { Effect, Layer, Stream } from "effect"

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
  Effect.gen(function* () {
    const { seen, lookAgain } = yield* Sidebars
    const terminals = (yield* TmuxTopology).changes.pipe(Stream.map(terminalsOf), Stream.changes)
    const version = yield* Effect.orElseSucceed((yield* Tmux).version, () => "")
    const panes = Stream.zipLatestWith(seen, terminals, withFewColours)
    if (!isAtLeast(version, 3, 4)) return PaneSource.of({ lookAgain, seen: panes })
    const withLinks = linked()
    return PaneSource.of({ lookAgain, seen: Stream.map(panes, (all) => all.map(withLinks)) })
  })
)

/** What each client's terminal calls itself. */
const terminalsOf = ({ clients }: Topology): ReadonlyMap<ClientName, string> =>
  new Map([...clients].map(([name, { terminal }]) => [name, terminal]))

/** Panes whose client has fewer colours than themes are made of say so; the others stay the same objects. */
const withFewColours = (
  panes: ReadonlyArray<SeenPane>,
  terminals: ReadonlyMap<ClientName, string>
): ReadonlyArray<SeenPane> =>
  panes.map((pane) => {
    const colours = terminalColours(terminals.get(pane.client) ?? "")
    return colours === null || colours >= 256 ? pane : { ...pane, colours }
  })

/** Before 3.4 tmux knows of no links. The same pane is the same object again: another one would be painted anew. */
const linked = (): ((pane: SeenPane) => SeenPane) => {
  const known = new WeakMap<SeenPane, SeenPane>()
  return (pane) => {
    const before = known.get(pane)
    if (before !== undefined) return before
    const next: SeenPane = { ...pane, links: true }
    known.set(pane, next)
    return next
  }
}

const lookupSource = Layer.effect(
  LookupSource,
  Effect.map(Lookups, ({ follow }) => ({ follow }))
)

/** What `PaneHost` draws from and sends to. */
export const sidebarServices = Layer.mergeAll(stateSource, commandSink, paneSource, lookupSource)

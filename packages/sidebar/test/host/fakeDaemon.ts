/** The three services around the host, worked by hand. */
import type { Command, CommandRefused } from "@opensessions/protocol/Command"
import type { State } from "@opensessions/protocol/State"
import { Context, Effect, Layer, Stream, SubscriptionRef } from "effect"
import { PaneHost } from "../../src/host/PaneHost.ts"
import { CommandSink } from "../../src/services/CommandSink.ts"
import { PaneSource, type SeenPane } from "../../src/services/PaneSource.ts"
import { StateSource } from "../../src/services/StateSource.ts"
import { aSession, aState } from "../view/states.ts"
import { eventually, type PrivateTmux, shows } from "./privateTmux.ts"
import { panesOf } from "./seenPanes.ts"

const newest = <A>(ref: SubscriptionRef.SubscriptionRef<A>): Stream.Stream<A> =>
  SubscriptionRef.changes(ref).pipe(Stream.buffer({ capacity: 1, strategy: "sliding" }))

export const threeSessions = aState([aSession(1, "api"), aSession(2, "web"), aSession(3, "docs")])

/** A host, not started yet, that draws what `seen` and `state` say; the commands it gives are kept. */
export const fakeDaemon = Effect.fnUntraced(function* (
  answer: (command: Command) => Effect.Effect<void, CommandRefused> = () => Effect.void
) {
  const seen = yield* SubscriptionRef.make<ReadonlyArray<SeenPane>>([])
  const state = yield* SubscriptionRef.make<State>(threeSessions)
  const commands: Array<Command> = []
  const run = (command: Command) => Effect.suspend(() => (commands.push(command), answer(command)))
  const services = Layer.mergeAll(
    Layer.succeed(PaneSource, { seen: newest(seen), lookAgain: Effect.void }),
    Layer.succeed(StateSource, { changes: newest(state) }),
    Layer.succeed(CommandSink, { run })
  )
  const start = Layer.build(PaneHost.layer.pipe(Layer.provide(services))).pipe(
    Effect.map((context) => Context.get(context, PaneHost))
  )
  return { commands, seen, start, state }
})

/** All panes of a tmux, drawn for one client. */
export const drawn = Effect.fnUntraced(function* (tmux: PrivateTmux) {
  const panes = yield* panesOf(tmux)
  const daemon = yield* fakeDaemon()
  const host = yield* daemon.start
  yield* SubscriptionRef.set(daemon.seen, panes)
  for (const { paneId } of panes) yield* eventually(tmux.screen(paneId), shows("docs"))
  return { ...daemon, host, panes }
})

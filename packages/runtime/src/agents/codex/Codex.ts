/**
 * Watches Codex: its processes in panes, their titles, and the rollouts of the threads that they show. Which thread a
 * process shows is told by the files that it has open; where a shared daemon has them open, by births, turns and titles.
 */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Cause, Config, Effect, Layer, Option, Queue, Stream } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import { WatcherFailed } from "../Watcher.ts"
import { codexHome } from "./codexPaths.ts"
import { type CodexServices, makeCodexWatch } from "./CodexWatch.ts"
import { handleSignal } from "./handleSignal.ts"
import { realPath } from "./realPath.ts"
import { agentName } from "./seatKnowledge.ts"
import { Signal } from "./Signal.ts"

/** All that happens to Codex's threads, from the home `root` and those that processes in panes use. */
const codexEvents = (services: CodexServices, root: string | null): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const events = yield* Queue.unbounded<AgentEvent, WatcherFailed>()
      const watch = yield* makeCodexWatch(services, (all) => Queue.offerAllUnsafe(events, all))
      const readPanes = Stream.runForEach(services.panes.changes, (panes) =>
        Queue.offer(watch.signals, Signal.PanesChanged({ panes }))
      )
      const react = Queue.take(watch.signals).pipe(
        Effect.flatMap((signal) => handleSignal(watch, signal)),
        Effect.forever
      )
      if (root !== null) yield* watch.addHome(realPath(root))
      yield* Effect.all([readPanes, react], { concurrency: "unbounded", discard: true }).pipe(
        Effect.catchCause((cause) =>
          Queue.fail(events, new WatcherFailed({ watcher: agentName, reason: Cause.pretty(cause), cause }))
        ),
        Effect.forkScoped
      )
      return Stream.fromQueue(events)
    })
  )

/** The watcher of Codex. */
export const Codex = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const services: CodexServices = {
      files: yield* FileEvents,
      tail: yield* FileTail,
      table: yield* ProcessTable,
      panes: yield* AgentPanes,
      details: yield* ProcessDetails,
      count: (type) => watchers.countUnknown(agentName, type)
    }
    const configured = yield* Config.option(Config.String("CODEX_HOME"))
    const home = yield* Config.option(Config.String("HOME"))
    const root = codexHome(Option.getOrNull(configured), Option.getOrNull(home))
    yield* watchers.register({ name: agentName, events: codexEvents(services, root) })
  })
)

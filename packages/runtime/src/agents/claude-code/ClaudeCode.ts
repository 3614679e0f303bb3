/**
 * Watches Claude Code: every process that keeps a live record, its transcript and its title; processes without a record
 * by title, newest transcript and, at an edge, a look at the screen. Nothing is scanned: from the live records it goes
 * to the few files that live threads write.
 */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Cause, Clock, Config, Effect, Layer, Option, Queue, Stream } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { FileTail } from "../../files/FileTail.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import { WatcherFailed } from "../Watcher.ts"
import { configurationDirectory } from "./claudePaths.ts"
import { type ClaudeServices, makeClaudeWatch } from "./ClaudeWatch.ts"
import { Signal } from "./Signal.ts"
import { handleSignal } from "./threadSignals.ts"
import { agentName } from "./threadStatements.ts"

const togetherMillis = 4

/** All that happens to Claude Code's threads, from the daemon's configuration directory and those that agents in panes use. */
const claudeEvents = (services: ClaudeServices): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const events = yield* Queue.unbounded<AgentEvent, WatcherFailed>()
      let unsaid: Array<AgentEvent> = []
      const watch = yield* makeClaudeWatch(services, (all) => unsaid.push(...all))
      const say = Effect.sync(() => {
        if (unsaid.length > 0) Queue.offerAllUnsafe(events, unsaid)
        unsaid = []
      })
      const readPanes = Stream.runForEach(services.panes.changes, (panes) =>
        Queue.offer(watch.signals, Signal.PanesChanged({ panes }))
      )
      // What many threads have to say at one moment is said together, unless that takes its time.
      const react = Effect.gen(function* () {
        const signals = yield* Queue.takeAll(watch.signals)
        let begun = yield* Clock.currentTimeMillis
        for (const signal of signals) {
          yield* handleSignal(watch, signal)
          const now = yield* Clock.currentTimeMillis
          if (now - begun < togetherMillis) continue
          yield* say
          begun = now
        }
        yield* say
      }).pipe(Effect.forever)
      if (services.root !== null) yield* watch.addRoot(services.root)
      yield* Effect.all([readPanes, react, watch.broken], { concurrency: "unbounded", discard: true }).pipe(
        Effect.catchCause((cause) =>
          Queue.fail(events, new WatcherFailed({ watcher: agentName, reason: Cause.pretty(cause), cause }))
        ),
        Effect.forkScoped
      )
      return Stream.fromQueue(events)
    })
  )

/** The watcher of Claude Code. */
export const ClaudeCode = Layer.effectDiscard(
  Effect.gen(function* () {
    const watchers = yield* AgentWatchers
    const configured = yield* Config.option(Config.String("CLAUDE_CONFIG_DIR"))
    const home = yield* Config.option(Config.String("HOME"))
    const services: ClaudeServices = {
      root: configurationDirectory(Option.getOrNull(configured), Option.getOrNull(home)),
      files: yield* FileEvents,
      tail: yield* FileTail,
      table: yield* ProcessTable,
      panes: yield* AgentPanes,
      details: yield* ProcessDetails,
      count: (type) => watchers.countUnknown(agentName, type)
    }
    yield* watchers.register({ name: agentName, events: claudeEvents(services) })
  })
)

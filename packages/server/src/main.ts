/** The daemon of one tmux server: the list of its layers, its start, and the ways in which it ends. */
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { ringFeed } from "@opensessions/runtime/commands/ringFeed"
import { Places } from "@opensessions/runtime/config/Places"
import { SessionOrder } from "@opensessions/runtime/config/SessionOrder"
import { Settings } from "@opensessions/runtime/config/Settings"
import { gitFeed } from "@opensessions/runtime/feeds/gitFeed"
import { journalFeed } from "@opensessions/runtime/feeds/journalFeed"
import { memoryFeed } from "@opensessions/runtime/feeds/memoryFeed"
import { orderFeed } from "@opensessions/runtime/feeds/orderFeed"
import { paneOptions } from "@opensessions/runtime/feeds/paneOptions"
import { themesFeed } from "@opensessions/runtime/feeds/themesFeed"
import { settingsFeed } from "@opensessions/runtime/feeds/settingsFeed"
import { sidebarFeed } from "@opensessions/runtime/feeds/sidebarFeed"
import { statusOptions } from "@opensessions/runtime/feeds/statusOptions"
import { topologyFeed } from "@opensessions/runtime/feeds/topologyFeed"
import { GitRepositories } from "@opensessions/runtime/git/GitRepositories"
import { Journal } from "@opensessions/runtime/journal/Journal"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { PaneScreens } from "@opensessions/runtime/panes/PaneScreens"
import { Memory } from "@opensessions/runtime/persistence/Memory"
import { ListeningPorts } from "@opensessions/runtime/ports/ListeningPorts"
import { portsFeed } from "@opensessions/runtime/ports/portsFeed"
import { Themes } from "@opensessions/runtime/plugins/Themes"
import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
import { elsewhereOption } from "@opensessions/runtime/multiplexer/elsewhereOption"
import { muxNotice } from "@opensessions/runtime/multiplexer/muxNotice"
import { routedCommands } from "@opensessions/runtime/multiplexer/routedCommands"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Directories } from "@opensessions/runtime/sessions/Directories"
import { Sidebars } from "@opensessions/runtime/sidebars/Sidebars"
import { sessionInUse } from "@opensessions/runtime/sidebars/sessionInUse"
import { keepWindowNames } from "@opensessions/runtime/sidebars/windowNames"
import { Explain } from "@opensessions/runtime/store/Explain"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import { TmuxTopology } from "@opensessions/runtime/tmux/TmuxTopology"
import { PaneHost } from "@opensessions/sidebar/host/PaneHost"
import { Cause, Clock, Effect, Exit, Layer, Schema, Stream } from "effect"
import { flushCompileCache } from "node:module"
import { homedir } from "node:os"
import { agents } from "./composition/agents.ts"
import { HandOver } from "./composition/HandOver.ts"
import { keyProblems } from "./composition/keyProblems.ts"
import { lifetime, tidyUp } from "./composition/lifetime.ts"
import { notifications } from "./composition/notifications.ts"
import { plugins } from "./composition/plugins.ts"
import { announce, firstRequest } from "./composition/readiness.ts"
import { sidebarServices } from "./composition/sidebarServices.ts"
import { themeProblems } from "./composition/themeProblems.ts"
import { viewOptions } from "./composition/viewOptions.ts"
import { collectWhenQuiet } from "./daemon/collectWhenQuiet.ts"
import { Diagnostics } from "./daemon/Diagnostics.ts"
import { FileLog } from "./daemon/FileLog.ts"
import { SingleInstance } from "./daemon/SingleInstance.ts"
import { HttpLive } from "./http/HttpLive.ts"
import { versionOf } from "./version.ts"

class OutsideTmux extends Schema.TaggedError<OutsideTmux>()("OutsideTmux", {}) {
  override get message(): string {
    return "the daemon belongs to a tmux server: start it inside tmux, or with: opensessions"
  }
}

const store = Layer.unwrap(
  Effect.gen(function* () {
    const { installation, key } = yield* Places
    const server = { version: versionOf(installation), key, port: null, pid: process.pid }
    return SessionStore.layer({ ...server, startedAt: yield* Clock.currentTimeMillis }, homedir())
  })
)

const tmux = Layer.unwrap(
  Effect.gen(function* () {
    const { tmuxSocket } = yield* Places
    if (tmuxSocket === null) return yield* new OutsideTmux()
    return TmuxTopology.layer.pipe(Layer.provideMerge(Tmux.layer(tmuxSocket)))
  })
)

/** In this order: what was remembered finds its sessions, and what the user configured has the last word. */
const remembered = Layer.mergeAll(settingsFeed, orderFeed).pipe(
  Layer.provideMerge(memoryFeed),
  Layer.provideMerge(topologyFeed)
)

/** What a sidebar needs to be shown and used: the first frame waits for no more. */
const sidebar = Layer.mergeAll(
  sidebarFeed,
  keepWindowNames,
  sessionInUse,
  PaneHost.layer.pipe(Layer.provide([sidebarServices, viewOptions])),
  tidyUp
)

/** What makes garbage: windows that are looked at and left, and all that changes in the state. */
const memoryUpkeep = Layer.effectDiscard(
  Effect.gen(function* () {
    const [topology, store] = [yield* TmuxTopology, yield* SessionStore]
    yield* Effect.forkScoped(collectWhenQuiet(Stream.merge(topology.changes, store.changes)))
  })
)

/** What else there is to know about sessions, and all other readers. */
const surroundings = Layer.mergeAll(
  agents,
  themesFeed,
  gitFeed.pipe(Layer.provide(GitRepositories.layer)),
  portsFeed.pipe(Layer.provide(ListeningPorts.layer)),
  journalFeed,
  statusOptions,
  paneOptions,
  keyProblems,
  memoryUpkeep,
  themeProblems,
  muxNotice,
  elsewhereOption,
  HttpLive.pipe(Layer.provide([Diagnostics.layer.pipe(Layer.provide([AgentWatchers.layer, plugins]))]))
).pipe(Layer.provideMerge(notifications))

const daemon = sidebar.pipe(
  Layer.provideMerge(routedCommands),
  Layer.provideMerge(Lookups.layer),
  Layer.provideMerge(Layer.mergeAll(PaneScreens.layer, Directories.layer, Explain.layer)),
  Layer.provideMerge(Sidebars.layer),
  Layer.provideMerge(remembered),
  Layer.provideMerge(
    Layer.mergeAll(
      store,
      Settings.layer,
      SessionOrder.layer,
      Memory.layer,
      Journal.layer,
      Themes.layer,
      Multiplexers.layer
    )
  ),
  Layer.provideMerge(tmux),
  Layer.provideMerge(FileLog),
  Layer.provideMerge(SingleInstance.layer),
  Layer.provideMerge(HandOver.layer),
  Layer.provideMerge(Layer.mergeAll(Places.layer, ProcessTable.layer)),
  Layer.provideMerge(NodeServices.layer)
)

const program = Effect.gen(function* () {
  yield* firstRequest
  yield* Layer.build(surroundings)
  // What was rung meanwhile is carried out after what started us: five toggles at once are five toggles.
  yield* Layer.build(ringFeed)
  yield* announce
  // The next start reads the compiled code of this one; a daemon that is killed would never write it.
  yield* Effect.sync(flushCompileCache)
  const { handOver, reason } = yield* lifetime
  yield* Effect.logInfo(`ending: ${reason}`)
  return handOver
}).pipe(Effect.scoped, Effect.provide(daemon))

/** The exit statuses that `libexec/supervise.sh` tells apart. Whoever typed `opensessions server` is told of a failure. */
const isSupervised = (process.env["OPENSESSIONS_READY"] ?? "") !== ""
const exitStatus = { ended: 0, failed: 1, otherDaemon: isSupervised ? 75 : 1, interrupted: 130, handOver: 140 }

program.pipe(
  Effect.map((handOver) => (handOver ? exitStatus.handOver : exitStatus.ended)),
  Effect.catchTag("AlreadyRunning", (error) => Effect.as(say(error.message), exitStatus.otherDaemon)),
  Effect.catch((error) => Effect.as(say(error.message), exitStatus.failed)),
  NodeRuntime.runMain({
    teardown: (exit, onExit) =>
      onExit(
        Exit.match(exit, {
          onSuccess: (status) => status as number,
          // A defect is a crash: the supervisor starts the next one.
          onFailure: (cause) => (Cause.hasInterruptsOnly(cause) ? exitStatus.interrupted : exitStatus.failed)
        })
      )
  })
)

function say(sentence: string) {
  return Effect.sync(() => void process.stderr.write(`opensessions: ${sentence}\n`))
}

/** Runs a plugin as the daemon does, in a process of its own, with the daemon's real registries. */
import { AgentPanes } from "@opensessions/runtime/agents/AgentPanes"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Places } from "@opensessions/runtime/config/Places"
import { Settings } from "@opensessions/runtime/config/Settings"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import { FileTail } from "@opensessions/runtime/files/FileTail"
import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
import { Notifiers } from "@opensessions/runtime/notifications/Notifiers"
import type { PluginFailed } from "@opensessions/runtime/plugins/Plugin"
import { PluginRunner } from "@opensessions/runtime/plugins/PluginRunner"
import { Themes } from "@opensessions/runtime/plugins/Themes"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Context, Deferred, Effect, Fiber, Layer, Queue, Stream } from "effect"
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { PluginProcesses } from "../../src/plugins/PluginProcesses.ts"

const installation = join(import.meta.dirname, "../../../..")

export const pane = {
  paneId: "%7" as PaneId,
  pid: process.pid,
  tty: "/dev/pts/9",
  title: "a title",
  command: "sh",
  path: "/"
}

const scratch = Effect.acquireRelease(
  Effect.sync(() => realpathSync(mkdtempSync(join(tmpdir(), "os-plugin-")))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
)

const servicesIn = (base: string) =>
  Layer.mergeAll(
    AgentWatchers.layer,
    Layer.mock(AgentPanes, {
      current: Effect.succeed(new Map([[pane.paneId, pane]])),
      changes: Stream.concat(Stream.make(new Map([[pane.paneId, pane]])), Stream.never),
      look: () => Effect.succeed(["what it shows"])
    }),
    FileEvents.layer,
    FileTail.layer,
    ProcessTable.layer,
    Multiplexers.layer,
    Notifiers.layer,
    Themes.layer,
    Layer.mock(Settings, {
      changes: Stream.concat(Stream.make({ sidebarWidth: 33 }), Stream.never),
      problem: Effect.succeed(null)
    }),
    Layer.succeed(Places, {
      tmuxSocket: null,
      key: 1,
      runtimeDirectory: base,
      socketFile: join(base, "daemon.sock"),
      infoFile: join(base, "daemon.json"),
      logFile: join(base, "daemon.log"),
      configDirectory: base,
      stateDirectory: base,
      installation
    })
  )

/** The plugin runs until it fails or the scope ends. `text` is its module. */
export const runPlugin = Effect.fnUntraced(function* (text: string) {
  const base = yield* scratch
  const file = join(base, "p.ts")
  writeFileSync(file, text)
  const services = yield* Layer.build(Layer.provideMerge(PluginProcesses, servicesIn(base)))
  const started = yield* Deferred.make<void>()
  const throttled = yield* Queue.unbounded<boolean>()
  const source = { name: "p", specifier: pathToFileURL(file).href, file, stamp: "", refused: null }
  const news = {
    started: Effect.asVoid(Deferred.succeed(started, undefined)),
    throttled: (now: boolean) => void Queue.offerUnsafe(throttled, now)
  }
  const running = yield* Effect.forkScoped(Context.get(services, PluginRunner).run(source, news))
  const failure: Effect.Effect<PluginFailed> = Effect.flip(Fiber.join(running))
  return {
    base,
    services,
    started: Effect.raceFirst(Deferred.await(started), Effect.flatMap(failure, Effect.die)),
    throttled: Queue.take(throttled),
    /** Why it failed. */
    reason: Effect.map(failure, ({ reason }) => reason),
    end: Fiber.interrupt(running),
    watcherNames: Effect.map(Context.get(services, AgentWatchers).health, (all) => all.map(({ name }) => name))
  }
})

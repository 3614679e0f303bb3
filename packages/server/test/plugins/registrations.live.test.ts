import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
import type { Notification } from "@opensessions/runtime/notifications/Notifier"
import { Notifiers } from "@opensessions/runtime/notifications/Notifiers"
import { Themes } from "@opensessions/runtime/plugins/Themes"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Scope, Stream } from "effect"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { pane, runPlugin } from "./runPlugin.ts"

const events = (services: Context.Context<AgentWatchers>) => Context.get(services, AgentWatchers).events

const nameOf = (event: AgentEvent): string | null =>
  event._tag === "ThreadReported" ? event.details.threadName : event._tag

/** The first element that fits. */
const first = <A>(stream: Stream.Stream<A>, fits: (all: A) => boolean) =>
  Effect.flatMap(Stream.runHead(Stream.filter(stream, fits)), Effect.fromOption)

const reporter = `
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
const said = (threadName: string, threadId = "t") => AgentEvent.cases.ThreadReported.make({
  agent: "x", threadId, identity: unknownIdentity, details: { ...noDetails, threadName }, evidence: null
})
`

const notification: Notification = {
  id: "n1",
  title: "a title",
  body: "a body",
  session: { id: SessionId.make("$1"), name: "api" },
  agent: "x",
  status: "waiting",
  reason: null,
  paneId: PaneId.make("%7")
}

describe("what a plugin brings from its process", () => {
  it.live("a watcher says what it learns of panes, screens, processes, settings and places", () =>
    Effect.gen(function* () {
      const { base, services } = yield* runPlugin(`
        import { AgentPanes } from "@opensessions/runtime/agents/AgentPanes"
        import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
        import { Places } from "@opensessions/runtime/config/Places"
        import { Settings } from "@opensessions/runtime/config/Settings"
        import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
        import { Effect, Stream } from "effect"
        ${reporter}
        export default AgentWatchers.add(Effect.gen(function* () {
          const panes = yield* AgentPanes
          const [pane] = (yield* panes.current).values()
          const screen = yield* panes.look(pane!.paneId)
          const { sidebarWidth } = yield* (yield* Settings).current
          const { configDirectory } = yield* Places
          const lineage = yield* (yield* ProcessTable).lineage(pane!.pid)
          const words = [pane!.paneId, pane!.title, ...screen, sidebarWidth, configDirectory, lineage[0]]
          return { name: "w", events: Stream.concat(Stream.make(said(words.join(", "))), Stream.never) }
        }))
      `)
      const event = yield* first(events(services), () => true)
      assert.strictEqual(nameOf(event), `%7, a title, what it shows, 33, ${base}, ${pane.pid}`)
    })
  )

  it.live("a watcher that fails is started again as any other, and what it does not know is counted as its own", () =>
    Effect.gen(function* () {
      const { services } = yield* runPlugin(`
        import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
        import { WatcherFailed } from "@opensessions/runtime/agents/Watcher"
        import { Effect, Layer, Stream } from "effect"
        ${reporter}
        let starts = 0
        export default Layer.effectDiscard(Effect.gen(function* () {
          const watchers = yield* AgentWatchers
          const fail = Stream.fail(new WatcherFailed({ watcher: "w", reason: "for once" }))
          const events = Stream.suspend(() => {
            starts += 1
            return Stream.concat(Stream.make(said("start " + starts)), starts === 1 ? fail : Stream.never)
          })
          yield* watchers.register({ name: "w", events })
          yield* watchers.countUnknown("w", "a record")
          yield* watchers.countUnknown("somebody else's", "a record")
        }))
      `)
      yield* first(events(services), (event) => nameOf(event) === "start 2")
      const [health, ...others] = yield* Context.get(services, AgentWatchers).health
      assert.deepStrictEqual(others, [])
      assert.deepStrictEqual([health?.name, health?.failures, health?.lastFailure], ["p: w", 1, "p: w: for once"])
      assert.deepStrictEqual([...(health?.unknown ?? [])], [["a record", 1]])
    })
  )

  it.live("its rows go when it ends", () =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(`
        import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
        import { Effect, Stream } from "effect"
        ${reporter}
        export default AgentWatchers.add(Effect.succeed({
          name: "w", events: Stream.concat(Stream.make(said("one", "1"), said("two", "2")), Stream.never)
        }))
      `)
      const [one, two] = yield* Stream.runCollect(Stream.take(events(plugin.services), 2))
      assert.deepStrictEqual(
        [one, two].map((event) => nameOf(event!)),
        ["one", "two"]
      )
      yield* plugin.end
      const gone = yield* Stream.runCollect(Stream.take(events(plugin.services), 2))
      assert.deepStrictEqual(gone.map(nameOf), ["ThreadForgotten", "ThreadForgotten"])
    })
  )

  it.live("a watcher that ends has no rows", () =>
    Effect.gen(function* () {
      const { services } = yield* runPlugin(`
        import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
        import { Effect, Stream } from "effect"
        ${reporter}
        export default AgentWatchers.add(Effect.succeed({ name: "w", events: Stream.make(said("once")) }))
      `)
      const said = yield* Stream.runCollect(Stream.take(events(services), 2))
      assert.deepStrictEqual(said.map(nameOf), ["once", "ThreadForgotten"])
      assert.deepStrictEqual(
        (yield* Context.get(services, AgentWatchers).health).map(({ state }) => state),
        ["ended"]
      )
    })
  )

  it.live("a notifier tells, takes back, and says why it could not", () =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(`
        import { NotifierFailed } from "@opensessions/runtime/notifications/Notifier"
        import { Notifiers } from "@opensessions/runtime/notifications/Notifiers"
        import { Effect } from "effect"
        import { rmSync, writeFileSync } from "node:fs"
        const file = import.meta.dirname + "/told"
        export default Notifiers.add(Effect.succeed({
          name: "n",
          notify: (told) => told.body === "" ? Effect.fail(new NotifierFailed({ notifier: "n", reason: "nothing" })) :
            Effect.acquireRelease(
              Effect.sync(() => writeFileSync(file, JSON.stringify(told))),
              () => Effect.sync(() => rmSync(file))
            )
        }))
      `)
      yield* plugin.started
      const notifiers = Context.get(plugin.services, Notifiers)
      const notifier = (yield* notifiers.named("n"))!
      const scope = yield* Scope.make()
      const file = join(plugin.base, "told")
      yield* Scope.provide(notifier.notify(notification), scope)
      assert.deepStrictEqual(JSON.parse(readFileSync(file, "utf8")), notification)
      yield* Scope.close(scope, Exit.void)
      yield* Effect.yieldNow.pipe(Effect.delay(10), Effect.repeat({ while: () => existsSync(file) }))
      const failure = yield* Effect.flip(Effect.scoped(notifier.notify({ ...notification, body: "" })))
      assert.strictEqual(failure.reason, "nothing")
      yield* plugin.end
      assert.isNull(yield* notifiers.named("n"))
    })
  )

  it.live("a theme is there as long as its plugin", () =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(`
        import { Themes } from "@opensessions/runtime/plugins/Themes"
        export default Themes.add("paper", { palette: { base: "#fbf9f2" } })
      `)
      const { changes } = Context.get(plugin.services, Themes)
      const known = yield* first(changes, (all) => all.size > 0)
      assert.deepStrictEqual([...known], [["paper", { palette: { base: "#fbf9f2" } }]])
      yield* plugin.end
      yield* first(changes, (all) => all.size === 0)
    })
  )

  it.live("a multiplexer does what it is asked, says what it can't, and is gone with its plugin", () =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(`
        import { memoryMultiplexer } from "@opensessions/runtime/multiplexer/memoryMultiplexer"
        import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
        export default Multiplexers.add(memoryMultiplexer("memory", 42))
      `)
      yield* plugin.started
      const multiplexers = Context.get(plugin.services, Multiplexers)
      const multiplexer = (yield* multiplexers.at(1))!
      const names = (name: string) =>
        first(multiplexers.topologies, ([one]) =>
          [...(one?.topology.sessions.values() ?? [])].some((session) => session.name === name)
        )
      const id = yield* multiplexer.newSession("made", "/code")
      yield* names("made")
      yield* multiplexer.renameSession(id, "-renamed; #{pid}")
      yield* names("-renamed; #{pid}")
      yield* multiplexer.switchTo(null, id)
      yield* first(multiplexers.topologies, ([one]) => one?.topology.clients.size === 1)
      yield* multiplexer.focusPane(PaneId.make("%1"))
      yield* multiplexer.killSession(id)
      const refused = yield* Effect.flip(multiplexer.killSession(id))
      assert.strictEqual(refused.message, "memory: there is no session $1")
      yield* plugin.end
      yield* first(multiplexers.topologies, (all) => all.length === 0)
      assert.isNull(yield* multiplexers.at(1))
    })
  )
})

/** The whole HTTP side on ephemeral doors in a runtime directory of its own, over the real store and a few sessions. */
import type { Command } from "@opensessions/protocol/Command"
import { CommandRefused } from "@opensessions/protocol/Command"
import type { Explanation } from "@opensessions/protocol/api/Explanation"
import { LookupAnswer } from "@opensessions/protocol/Lookup"
import { PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Places } from "@opensessions/runtime/config/Places"
import { type Config, Settings } from "@opensessions/runtime/config/Settings"
import { Journal } from "@opensessions/runtime/journal/Journal"
import { Notifications } from "@opensessions/runtime/notifications/Notifications"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { Explain } from "@opensessions/runtime/store/Explain"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { emptyTopology, type TmuxPane, type TmuxSession, type Topology } from "@opensessions/runtime/tmux/Topology"
import { ConfigProvider, Context, Effect, Layer, Ref, Stream, SubscriptionRef } from "effect"
import { Diagnostics } from "../../src/daemon/Diagnostics.ts"
import { SingleInstance } from "../../src/daemon/SingleInstance.ts"
import { scratchPlaces } from "../daemon/scratch.ts"
import { Doors } from "../../src/http/Doors.ts"
import { Guard, type RateLimits } from "../../src/http/Guard.ts"
import { HttpLive, httpWith } from "../../src/http/HttpLive.ts"
import type { ServerLimits } from "../../src/http/nodeServer.ts"

/** A session with one window. */
export const session = (id: string, name: string, path: string, window: string): TmuxSession => ({
  id: SessionId.make(id),
  name,
  createdAt: 1,
  path,
  group: null,
  windows: [{ windowId: WindowId.make(window), index: 0 }],
  currentWindow: WindowId.make(window)
})

const pane = (id: string, window: string, pid: number, path: string): TmuxPane => ({
  id: PaneId.make(id),
  windowId: WindowId.make(window),
  pid,
  tty: "/dev/null",
  title: "",
  command: "sh",
  path,
  dead: false,
  width: 80,
  height: 24,
  left: 0,
  top: 0,
  sidebar: false,
  floating: false
})

const keyed = <A extends { readonly id: unknown }>(...all: ReadonlyArray<A>) =>
  new Map(all.map((a) => [a.id, a] as const))

/** Sessions `api` ($1, pane %1, process 4242) and `web` ($2, pane %2). */
export const topology: Topology = {
  ...emptyTopology,
  sessions: keyed(
    session("$1", "api", "/work/api", "@1"),
    session("$2", "web", "/work/web", "@2")
  ) as Topology["sessions"],
  panes: keyed(pane("%1", "@1", 4242, "/work/api"), pane("%2", "@2", 4243, "/work/web")) as Topology["panes"]
}

/** What the commands route was asked to do; `next` is refused. */
export class Asked extends Context.Service<Asked, Ref.Ref<ReadonlyArray<Command>>>()(
  "@opensessions/server/test/http/testDaemon/Asked"
) {
  static readonly layer = Layer.effect(Asked, Ref.make<ReadonlyArray<Command>>([]))
}

const FakeCommands = Layer.effect(
  Commands,
  Effect.map(Asked, (asked) =>
    Commands.of({
      run: (command) =>
        command._tag === "SwitchRelative" && command.by === 1
          ? Effect.fail(new CommandRefused({ reason: "there is no next session" }))
          : Ref.update(asked, (all) => [...all, command]),
      quitRequested: Effect.never
    })
  )
)

const explanation: Explanation = {
  agent: "codex",
  threadId: "t1",
  threadName: null,
  status: "running",
  statusReason: null,
  since: 1,
  unseen: false,
  pid: 4242,
  cwd: "/work/api",
  paneId: PaneId.make("%1"),
  sessions: [{ id: SessionId.make("$1"), name: "api" }],
  placedBy: "its process",
  because: "hook is the most trusted source that says anything",
  evidence: [
    { source: "hook", status: "running", reason: null, at: 1, age: 5, detail: "turn started", rank: 2, won: true }
  ]
}

const FakeExplain = Layer.succeed(
  Explain,
  Explain.of({ explain: (target) => Effect.succeed(target === "%1" ? [explanation] : []) })
)

const FakeLookups = Layer.succeed(
  Lookups,
  Lookups.of({ follow: () => Stream.make(LookupAnswer.cases.Why.make({ threads: [explanation] })) })
)

const FakeProcesses = Layer.mock(ProcessTable, {
  startedAt: () => null,
  lineage: (pid) => Effect.succeed(pid === 5000 ? [5000, 4242, 1] : [])
})

/** A past that echoes what it was asked. */
const FakeJournal = Layer.mock(Journal, {
  history: ({ session, since }) =>
    Effect.succeed({
      since,
      until: since + 1,
      entries: [],
      time: session === null ? [] : [{ day: session, agent: "a", status: "idle", millis: 1 }]
    })
})

/** The settings of the test, to be changed while the daemon lives. */
export class Wishes extends Context.Service<Wishes, SubscriptionRef.SubscriptionRef<Config>>()(
  "@opensessions/server/test/http/testDaemon/Wishes"
) {
  static readonly layer = Layer.effect(Wishes, SubscriptionRef.make<Config>({}))
}

const FakeSettings = Layer.effect(
  Settings,
  Effect.map(Wishes, (wishes) =>
    Settings.of({
      current: SubscriptionRef.get(wishes),
      changes: SubscriptionRef.changes(wishes),
      problem: Effect.succeed(null),
      set: () => Effect.void
    })
  )
)

export const environment = (variables: Record<string, string>) =>
  ConfigProvider.layer(ConfigProvider.fromEnvRecord(variables))

const server = { version: "1.2.3", port: null, pid: process.pid, startedAt: 1_700_000_000_000 }

const Filled = Layer.effectDiscard(
  Effect.flatMap(SessionStore, (store) => store.apply(Fact.TopologyChanged({ topology })))
)

const sharedOf = (key: number) =>
  Layer.mergeAll(
    FakeCommands,
    FakeExplain,
    FakeLookups,
    Layer.succeed(
      Diagnostics,
      Diagnostics.of({ current: Effect.succeed({ watchers: [], plugins: [], unknownTmuxLines: { x: 1 } }) })
    ),
    FakeProcesses,
    FakeJournal,
    Layer.mock(Notifications, { message: () => Effect.void }),
    FakeSettings,
    Filled.pipe(Layer.provideMerge(SessionStore.layer({ ...server, key }, "/home/me")))
  ).pipe(Layer.provideMerge(Asked.layer), Layer.provideMerge(Wishes.layer))

/** Everything but the HTTP side. */
export const baseIn = (places: Layer.Layer<Places>, key: number) =>
  Layer.merge(sharedOf(key), SingleInstance.layer.pipe(Layer.provideMerge(places)))

/** The same for a tmux server of that key, in a runtime directory of its own. */
export const baseOf = (key: number) =>
  baseIn(
    Layer.effect(
      Places,
      Effect.map(scratchPlaces, (places) => ({ ...places, key }))
    ),
    key
  )

export const Base = baseOf(2486)

const anyPort = environment({ OPENSESSIONS_PORT: "0" })

/** A running daemon on any free port. */
export const TestDaemon = HttpLive.pipe(Layer.provideMerge(Base), Layer.provide(anyPort))

/** The same with limits of the test's own. */
export const daemonWith = (server: ServerLimits, rates: RateLimits) =>
  httpWith(Doors.layerWith(server), Guard.layerWith(rates)).pipe(Layer.provideMerge(Base), Layer.provide(anyPort))

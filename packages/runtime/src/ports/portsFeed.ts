/** Tells the store which ports the panes listen on: looked up at edges, and a few times after each, never on a timer. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { ListeningPort, State } from "@opensessions/protocol/State"
import { Duration, Effect, Equal, FiberMap, Layer, Option, Queue, Stream } from "effect"
import { ProcessTable } from "../processes/ProcessTable.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import type { Topology } from "../tmux/Topology.ts"
import { ListeningPorts } from "./ListeningPorts.ts"

/** A server that was just started listens after some seconds, and nothing tells when. */
const looksAfterEdge = ["300 millis", "1200 millis", "3 seconds", "8 seconds"] as const

/** Between two looks in a storm of edges, in milliseconds. */
const stormPause = 1_500

/** A look at hundreds of processes costs tens of milliseconds: no more than a hundredth of the time goes to looks. */
const restPerLook = 100

/** What of the panes, of their programs and of who looks at them says that a server may have come or gone. */
export const panesEdge = (topology: Topology): string =>
  [
    ...[...topology.panes.values()].flatMap((pane) => (pane.sidebar ? [] : [`${pane.id} ${pane.pid} ${pane.command}`])),
    ...[...topology.windows.values()].map((window) => `${window.id} ${window.name} ${window.activePane}`),
    ...[...topology.clients.values()].map((client) => `${client.name} ${client.sessionId}`)
  ].join("\n")

/** The same of agents, which start servers too. */
export const agentsEdge = (state: State): string =>
  state.sessions
    .flatMap((session) => session.agents.map((agent) => `${agent.agent} ${agent.threadId} ${agent.status}`))
    .join("\n")

/** The processes of the panes that hold what people started. */
export const panePids = (topology: Topology): ReadonlyMap<PaneId, number> =>
  new Map([...topology.panes.values()].flatMap((pane) => (pane.sidebar || pane.dead ? [] : [[pane.id, pane.pid]])))

export const portsFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const topology = yield* TmuxTopology
    const ports = yield* ListeningPorts
    const processes = yield* ProcessTable
    const edges = yield* Queue.sliding<void>(1)
    const exits = yield* FiberMap.make<number>()
    let known: ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>> = new Map()
    /** What the last look took, in milliseconds. */
    let cost = 0

    /** The end of a server is an edge. */
    const awaitExit = Effect.fnUntraced(function* (pid: number) {
      const info = yield* processes.info(pid)
      if (Option.isSome(info)) yield* processes.exit(pid, info.value.startTime)
      yield* Queue.offer(edges, undefined)
    })

    const look = Effect.gen(function* () {
      const found = yield* ports.read(panePids(yield* topology.current))
      if (Equal.equals(found, known)) return
      known = found
      const pids = new Set([...found.values()].flatMap((all) => all.map(({ pid }) => pid)))
      for (const [pid] of exits) if (!pids.has(pid)) yield* FiberMap.remove(exits, pid)
      for (const pid of pids) yield* FiberMap.run(exits, pid, awaitExit(pid), { onlyIfMissing: true })
      yield* store.submit(Fact.PortsRead({ ports: found }))
    })

    /** The looks after an edge. One that comes meanwhile begins them anew. */
    const looks: Effect.Effect<void> = Effect.gen(function* () {
      for (const pause of looksAfterEdge) {
        const edge = yield* Queue.take(edges).pipe(Effect.timeoutOption(pause))
        if (Option.isSome(edge)) yield* Effect.sleep(Math.max(stormPause, restPerLook * cost))
        const [took] = yield* Effect.timed(look)
        cost = Duration.toMillis(took)
        if (Option.isSome(edge)) return yield* looks
      }
    })

    const rings = (signature: Stream.Stream<string>) =>
      signature.pipe(
        Stream.changes,
        Stream.runForEach(() => Queue.offer(edges, undefined)),
        Effect.forkScoped
      )
    yield* rings(Stream.map(topology.changes, panesEdge))
    yield* rings(Stream.map(store.changes, agentsEdge))
    yield* Queue.take(edges).pipe(Effect.andThen(looks), Effect.forever, Effect.forkScoped)
  })
)

/**
 * Panes in which an agent may have begun, as far as their titles do not tell: something else is in front, or an agent or a
 * runtime is below what is (a package runner takes its time, an editor has a terminal of its own). One look for all watchers.
 */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Effect, FiberMap, Option, PubSub, Stream } from "effect"
import type { ProcessTable } from "../processes/ProcessTable.ts"
import type { ProcessInfo } from "../processes/ProcessInfo.ts"
import type { AgentPane } from "./AgentPane.ts"
import { frontOf, isAgentName, mayBeAgent } from "./findAgentProcess.ts"
import { type Front, frontKey, nextFront } from "./paneFront.ts"
import { ProcessDetails } from "./ProcessDetails.ts"
import { TerminalWrites } from "./TerminalWrites.ts"

/** So many processes below what is in front are looked at, 40 µs each: agents are near, builds have thousands. */
const maxBelow = 16
/** Where an agent is below what is in front, it is the one that writes; another one beside it is rare. */
const besideAgentMillis = 5_000

interface Sight {
  readonly key: string
  readonly below: string
  /** An agent by its name. */
  readonly agent: ProcessInfo | null
  readonly isInFront: boolean
}

/** Gives the panes, one at a time, in which it is worth a search. */
export const makePaneBeginnings = Effect.fnUntraced(function* (
  table: ProcessTable["Service"],
  changes: Stream.Stream<ReadonlyMap<PaneId, AgentPane>>
) {
  const details = yield* ProcessDetails
  const written = yield* TerminalWrites
  const told = yield* PubSub.unbounded<PaneId>()
  const fibers = yield* FiberMap.make<PaneId>()
  const followed = new Map<PaneId, string>()

  const sightOf = Effect.fnUntraced(function* (pane: AgentPane): Effect.fn.Return<Sight> {
    const own = Option.getOrNull(yield* table.info(pane.pid))
    const front = yield* frontOf(table, pane)
    const found: Array<number> = []
    let agent: ProcessInfo | null = null
    let level: ReadonlyArray<ProcessInfo> = front === null ? [] : [front]
    for (let visited = 0; level.length > 0 && visited < maxBelow;) {
      const next: Array<ProcessInfo> = []
      for (const info of level.slice(0, maxBelow - visited)) {
        visited++
        if (mayBeAgent(info.name)) found.push(info.pid)
        if (isAgentName(info.name)) {
          agent ??= info
          continue
        }
        for (const child of yield* details.children(info.pid)) {
          const below = Option.getOrNull(yield* table.info(child))
          if (below !== null && !below.zombie) next.push(below)
        }
      }
      level = next
    }
    return { key: frontKey(pane, own), below: found.join(), agent, isInFront: agent !== null && agent === front }
  })

  /** Until something may have changed. What is in front and an agent is what writes, and tells by its end. */
  const wait = ({ tty }: AgentPane, { agent, isInFront }: Sight, { pause }: Front) => {
    const write = (millis: number) =>
      Effect.all([written(tty), Effect.sleep(millis)], { concurrency: 2, discard: true })
    if (agent === null) return write(pause)
    const end = table.exit(agent.pid, agent.startTime)
    return isInFront ? end : Effect.raceFirst(end, write(besideAgentMillis))
  }

  const follow = Effect.fnUntraced(function* (pane: AgentPane) {
    let sight = yield* sightOf(pane)
    // The watchers search a pane themselves when it is new or has another program.
    let front = nextFront(null, sight, yield* Clock.currentTimeMillis)
    while (true) {
      yield* wait(pane, sight, front)
      sight = yield* sightOf(pane)
      const now = yield* Clock.currentTimeMillis
      front = nextFront(front, sight, now)
      if (front.searchedAt === now) yield* PubSub.publish(told, pane.paneId)
    }
  })

  const onPanes = Effect.fnUntraced(function* (panes: ReadonlyMap<PaneId, AgentPane>) {
    for (const paneId of followed.keys()) {
      if (panes.has(paneId)) continue
      followed.delete(paneId)
      yield* FiberMap.remove(fibers, paneId)
    }
    for (const pane of panes.values()) {
      const known = `${pane.pid} ${pane.tty} ${pane.command}`
      if (pane.tty === "" || followed.get(pane.paneId) === known) continue
      followed.set(pane.paneId, known)
      yield* FiberMap.run(fibers, pane.paneId, follow(pane))
    }
  })

  yield* Effect.forkScoped(Stream.runForEach(changes, onPanes))
  return Stream.fromPubSub(told)
})

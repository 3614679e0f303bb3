/** All that happens to Codex's threads, from the home `root` and those that processes in panes use. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Effect, Stream } from "effect"
import type { PaneAgent, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import type { WatcherFailed } from "../Watcher.ts"
import { pathsBelow } from "./codexPaths.ts"
import { type CodexServices, type CodexWatch, makeCodexWatch } from "./CodexWatch.ts"
import { codexProgram } from "./commandLine.ts"
import { onHome, onLocks, onRollouts } from "./fileSignals.ts"
import { realPath } from "../../files/realPath.ts"
import { newSeat } from "./Seat.ts"
import { agentName, knowledgeOf } from "./seatKnowledge.ts"
import { onFound, onGone, onTitled } from "./seatSignals.ts"

const reactions = { locks: onLocks, home: onHome, rollouts: onRollouts }

const makeAgent = (services: CodexServices, root: string | null): PaneAgent => {
  const seats: CodexWatch["seats"] = new Map()
  let made: CodexWatch | null = null
  const within = (panes: PaneWatch): CodexWatch => (made ??= makeCodexWatch(services, panes, seats, reactions))
  return {
    agent: agentName,
    program: () => codexProgram,
    sources: ["title", "api", "screen", "database", "transcript"],
    knowledge: (process, now) =>
      knowledgeOf(seats.get(process.pid) ?? newSeat(process, [], null, pathsBelow(root ?? ""), now), now),
    begun: (panes) => (root === null ? Effect.void : Effect.asVoid(within(panes).addHome(realPath(root)))),
    found: (panes, process) => onFound(within(panes), process),
    titled: (panes, process) => onTitled(within(panes), process),
    gone: (panes, process) => onGone(within(panes), process)
  }
}

/** The watcher's stream. */
export const codexEvents = (services: CodexServices, root: string | null): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.suspend(() => paneEvents(services, makeAgent(services, root)))

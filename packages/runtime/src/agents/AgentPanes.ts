/** The panes as a watcher sees them. The multiplexer provides it; watchers know no tmux. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Context, Effect, Layer, Schema, Stream } from "effect"
import { agentPanesOf } from "../tmux/agentPanesOf.ts"
import { ProcessTable } from "../processes/ProcessTable.ts"
import { lookAtPane } from "../tmux/lookAtPane.ts"
import { Tmux } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { makePaneBeginnings } from "./paneBeginnings.ts"
import type { AgentPane } from "./AgentPane.ts"

/** The pane is gone or its screen can't be read. */
export class ScreenUnavailable extends Schema.TaggedError<ScreenUnavailable>()("ScreenUnavailable", {
  paneId: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `screen of ${this.paneId}: ${this.reason}`
  }
}

export class AgentPanes extends Context.Service<
  AgentPanes,
  {
    readonly current: Effect.Effect<ReadonlyMap<PaneId, AgentPane>>
    /** The current panes first, then each change of any of them (title included), newest wins. */
    readonly changes: Stream.Stream<ReadonlyMap<PaneId, AgentPane>>
    /**
     * Panes in which an agent may have begun although their title and their program are the same: worth a search. For those
     * that set no title, and those in an editor's terminal.
     */
    readonly beginnings: Stream.Stream<PaneId>
    /** One look at a pane's visible screen, as plain lines. For an edge or a conflict only, never on a timer. */
    look(paneId: PaneId): Effect.Effect<ReadonlyArray<string>, ScreenUnavailable>
  }
>()("@opensessions/runtime/agents/AgentPanes") {
  /** The content panes of a tmux server. */
  static readonly layer = Layer.effect(
    AgentPanes,
    Effect.gen(function* () {
      const tmux = yield* Tmux
      const topology = yield* TmuxTopology
      const none: ReadonlyMap<PaneId, AgentPane> = new Map()
      const changes = topology.changes.pipe(
        Stream.mapAccum(
          () => none,
          (before, now) => {
            const panes = agentPanesOf(now, before)
            return [panes, [panes]]
          }
        ),
        Stream.changesWith((one, other) => one === other)
      )
      return AgentPanes.of({
        current: Effect.map(topology.current, (now) => agentPanesOf(now, none)),
        changes,
        beginnings: yield* makePaneBeginnings(yield* ProcessTable, changes),
        look: Effect.fn("AgentPanes.look")(function* (paneId: PaneId) {
          return yield* lookAtPane(tmux, paneId).pipe(
            Effect.mapError((error) => new ScreenUnavailable({ paneId, reason: error.message }))
          )
        })
      })
    })
  )
}

/** The panes as a watcher sees them. The multiplexer provides it; watchers know no tmux. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Context, type Effect, Schema, type Stream } from "effect"

/** A content pane; sidebars and the stash are not among them. */
export interface AgentPane {
  readonly paneId: PaneId
  /** The process that the multiplexer started in it. */
  readonly pid: number
  readonly tty: string
  readonly title: string
  readonly command: string
  readonly path: string
}

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
    /** One look at a pane's visible screen, as plain lines. For an edge or a conflict only, never on a timer. */
    look(paneId: PaneId): Effect.Effect<ReadonlyArray<string>, ScreenUnavailable>
  }
>()("@opensessions/runtime/agents/AgentPanes") {}

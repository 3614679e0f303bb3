/** A pane as a watcher sees it. */
import { PaneId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"

/** A content pane; sidebars and the stash are not among them. */
export const AgentPane = Schema.Struct({
  paneId: PaneId,
  /** The process that the multiplexer started in it. */
  pid: Schema.Int,
  tty: Schema.String,
  title: Schema.String,
  command: Schema.String,
  path: Schema.String
})
export type AgentPane = typeof AgentPane.Type

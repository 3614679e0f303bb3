/** Who may ask for a route; the server decides by this, so that no route can be added without a decision. */
import { Context } from "effect"

/**
 * `open` and `metadata`: every process of this user. `reading`: over TCP only a process that is known to be this
 * user's. `control`: over TCP only with the daemon's token. Over the Unix socket everything is allowed.
 */
export type Access = "open" | "metadata" | "reading" | "control"

/** The annotation of a group or an endpoint. What says nothing is as guarded as can be. */
export const Access = Context.Reference<Access>("@opensessions/protocol/api/Access", {
  defaultValue: () => "control"
})

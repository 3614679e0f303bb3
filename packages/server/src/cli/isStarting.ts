/** Whether a daemon has come up to tmux, which it does before it opens its socket. */
import { stashTarget } from "@opensessions/runtime/tmux/stash"
import { stashName } from "@opensessions/runtime/tmux/Topology"
import { Effect } from "effect"
import { runTmux } from "./runTmux.ts"

/** Where tmux can't tell, none is. */
export const isStarting = runTmux(
  "display-message",
  "-p",
  "-t",
  stashTarget,
  "#{session_name} #{session_attached}"
).pipe(
  Effect.map((client) => client.startsWith(`${stashName} `) && !client.endsWith(" 0")),
  Effect.orElseSucceed(() => false)
)

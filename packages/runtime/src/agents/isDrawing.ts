/** Whether the screen of a pane is still an agent's. */
import { Effect, Option } from "effect"
import type { ProcessTable } from "../processes/ProcessTable.ts"
import type { AgentProcess } from "./AgentProcess.ts"

/**
 * Asked after a look: what a shell writes when the agent has ended, or was put into the background, is none of its words.
 * That it has ended is passed on at once.
 */
export const isDrawing = Effect.fnUntraced(function* (table: ProcessTable["Service"], process: AgentProcess) {
  const own = Option.getOrNull(yield* table.info(process.pid))
  if (own === null || own.zombie || own.startTime !== process.startTime) {
    yield* table.checkExits
    return false
  }
  const { pane } = process
  return pane !== null && (pane.pid === process.pid || own.foregroundGroup !== pane.pid)
})

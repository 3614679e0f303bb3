/**
 * What attribution asks about processes beyond `ProcessTable`: their children, words and open files. Asked on an edge
 * only. Unreadable is the same as empty: a process that ended, or one of another user.
 */
import { Context } from "effect"
import { linuxDetails } from "./linuxDetails.ts"
import { lsofDetails } from "./lsofDetails.ts"
import type { ProcessQuestions } from "./ProcessQuestions.ts"

/** The processes of this machine, unless a test puts its own in their place. */
export const ProcessDetails = Context.Reference<ProcessQuestions>("@opensessions/runtime/agents/ProcessDetails", {
  defaultValue: () => (process.platform === "linux" ? linuxDetails : lsofDetails)
})

/**
 * What attribution asks about processes beyond `ProcessTable`: their children, words and open files. Asked on an edge
 * only. Unreadable is the same as empty: a process that ended, or one of another user.
 */
import { Context, type Effect } from "effect"
import { linuxDetails } from "./linuxDetails.ts"
import { lsofDetails } from "./lsofDetails.ts"

export interface ProcessQuestions {
  /** Its children, oldest first. */
  children(pid: number): Effect.Effect<ReadonlyArray<number>>
  /** The words of its command line, the program's own path first. */
  words(pid: number): Effect.Effect<ReadonlyArray<string>>
  /** The path of the program that it runs. */
  executable(pid: number): Effect.Effect<string | null>
  /** Its working directory, without symbolic links. */
  directory(pid: number): Effect.Effect<string | null>
  /** The paths of the files that it has open. */
  openFiles(pid: number): Effect.Effect<ReadonlyArray<string>>
}

/** The processes of this machine, unless a test puts its own in their place. */
export const ProcessDetails = Context.Reference<ProcessQuestions>("@opensessions/runtime/agents/ProcessDetails", {
  defaultValue: () => (process.platform === "linux" ? linuxDetails : lsofDetails)
})

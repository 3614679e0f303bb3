/** The seam to what `ProcessTable` does not tell of processes: `/proc` on Linux, `lsof` elsewhere. */
import type { Effect } from "effect"

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

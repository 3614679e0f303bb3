/** The exit status that stands for a failure (CONTRACT 1). Pure. */
import type { CliError } from "effect/cli"
import type { CliFailed } from "./CliFailed.ts"
import type { DaemonError } from "./Daemon.ts"
import type { LauncherFailed } from "./launcher.ts"

export const exitStatus = { done: 0, failed: 1, wrongUsage: 2, noDaemon: 3 } as const

export type Failure = CliError.CliError | CliFailed | DaemonError | LauncherFailed

/** Whether the person was told already. */
export const isSaid = (error: Failure): boolean => error._tag === "ShowHelp" || error._tag === "LauncherFailed"

export const exitStatusOf = (error: Failure): number => {
  switch (error._tag) {
    case "NoDaemon":
      return exitStatus.noDaemon
    case "CliFailed":
    case "LauncherFailed":
      return error.status
    case "DaemonRefused":
    case "DaemonSilent":
      return exitStatus.failed
    case "ShowHelp":
      return error.errors.length === 0 ? exitStatus.done : exitStatus.wrongUsage
    default:
      return exitStatus.wrongUsage
  }
}

/** A directory of the test's own, gone with the scope, and the places of a daemon in it. */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"

export const scratchDirectory = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(`${tmpdir()}/os-daemon-`)),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
)

export const placesIn = (directory: string): DaemonPlaces => {
  const runtime = `${directory}/opensessions/2486`
  return {
    tmuxSocket: "/tmp/tmux-1000/default",
    key: 2486,
    runtimeDirectory: runtime,
    socketFile: `${runtime}/daemon.sock`,
    infoFile: `${runtime}/daemon.json`,
    logFile: `${runtime}/daemon.log`,
    configDirectory: `${directory}/config`,
    stateDirectory: `${directory}/state`,
    installation: directory
  }
}

export const scratchPlaces = Effect.map(scratchDirectory, placesIn)

/** Places below a temporary directory that ends with the test. */
import { Effect } from "effect"
import { mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { DaemonPlaces } from "../../src/config/DaemonPlaces.ts"

export const placesForTest = Effect.acquireRelease(
  Effect.sync((): DaemonPlaces & { readonly base: string } => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), "os-places-")))
    return {
      base,
      tmuxSocket: null,
      key: 1,
      runtimeDirectory: join(base, "run"),
      socketFile: join(base, "run", "daemon.sock"),
      infoFile: join(base, "run", "daemon.json"),
      logFile: join(base, "run", "daemon.log"),
      configDirectory: join(base, "config", "opensessions"),
      stateDirectory: join(base, "state", "opensessions"),
      installation: "/opt/opensessions"
    }
  }),
  ({ base }) => Effect.sync(() => rmSync(base, { recursive: true, force: true }))
)

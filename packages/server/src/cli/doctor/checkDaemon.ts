/** The daemon: does it answer, as what, and what does it say itself? */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import type { Health } from "@opensessions/protocol/api/Health"
import type { State } from "@opensessions/protocol/State"
import { Clock, Effect, Option } from "effect"
import { type DaemonInfo, readDaemonInfo } from "../../daemon/DaemonInfo.ts"
import { versionOf } from "../../version.ts"
import { readHealth } from "../health.ts"
import { readState } from "../readState.ts"
import { age } from "../text/age.ts"
import { type Check, fine, note, problem } from "./Check.ts"

export interface DaemonFindings {
  readonly places: Pick<DaemonPlaces, "key" | "logFile">
  /** Of this program. */
  readonly version: string
  readonly health: Health | null
  readonly info: DaemonInfo | null
  readonly state: State | null
  readonly now: number
}

const restart = "run: opensessions restart"

const port = ({ info, state }: DaemonFindings): Check => {
  const bound = state?.server.port ?? info?.port ?? null
  return bound === null
    ? problem(
        "port",
        "no TCP port is open, so scripts reach the Unix socket only",
        `set OPENSESSIONS_PORT, then ${restart}`
      )
    : fine("port", `127.0.0.1:${bound}`)
}

/** What was found out about the daemon. Pure. */
export const judgeDaemon = (found: DaemonFindings): ReadonlyArray<Check> => {
  const { health, info, now, places, state, version } = found
  if (health === null) {
    const left = info === null ? "" : ` (process ${info.pid} has left its files)`
    return [note("daemon", `none runs for this tmux server, key ${places.key}${left}`, "start it with: opensessions")]
  }
  const startedAt = state?.server.startedAt ?? info?.startedAt ?? null
  const since = startedAt === null ? "" : `, up for ${age(now - startedAt)}`
  const running = `process ${health.pid}, key ${health.key}, version ${health.version}${since}, log ${places.logFile}`
  const daemon =
    health.version === version
      ? fine("daemon", running)
      : problem("daemon", `${running}; this program is version ${version}`, restart)
  const silent = state === null ? [problem("state", "the daemon's state can't be read", restart)] : []
  const notices = (state?.notices ?? []).map((notice) => problem("notice", notice, `see ${places.logFile}`))
  return [daemon, port(found), ...silent, ...notices]
}

export const checkDaemon = Effect.fn("checkDaemon")(function* (places: DaemonPlaces) {
  const health = Option.getOrNull(yield* readHealth)
  const state = health === null ? null : yield* Effect.orElseSucceed(readState, () => null)
  const info = Option.getOrNull(yield* readDaemonInfo(places))
  const now = yield* Clock.currentTimeMillis
  return judgeDaemon({ places, version: versionOf(places.installation), health, info, state, now })
})

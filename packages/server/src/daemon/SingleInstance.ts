/** One daemon for each tmux socket: whoever has this service is the one. The loser touches nothing (S44, S102). */
import { Places } from "@opensessions/runtime/config/Places"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Config, Context, Effect, Layer, Option, Schema } from "effect"
import { type Probed, probePort, probeSocket } from "../client/probe.ts"
import { readDaemonInfo } from "./DaemonInfo.ts"
import { type HeldLock, holdLock } from "./FileLock.ts"
import { wantedPort } from "./portChoice.ts"
import { ensureRuntimeDirectory } from "./runtimeDirectory.ts"

export class AlreadyRunning extends Schema.TaggedError<AlreadyRunning>()("AlreadyRunning", {
  key: Schema.Int,
  pid: Schema.NullOr(Schema.Int)
}) {
  override get message(): string {
    const who = this.pid === null ? "" : ` as process ${this.pid}`
    return `the daemon of this tmux server (key ${this.key}) runs already${who}`
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const runs = (found: Probed, key: number): number | null =>
  found._tag === "Daemon" && found.health.key === key ? found.health.pid : null

/**
 * Files can vanish under a living daemon (S101), and then the lock is free for a moment. So the daemon itself is asked
 * too: on its socket, and on the port where it would listen, if the process it names is one of this machine's.
 */
const runningWithoutLock = Effect.fnUntraced(function* (places: DaemonPlaces) {
  const bySocket = runs(yield* probeSocket(places.socketFile), places.key)
  if (bySocket !== null) return bySocket
  const environment = yield* Effect.orDie(Config.String("OPENSESSIONS_PORT").pipe(Config.withDefault("")))
  const port = wantedPort({ environment, config: null, tmuxSocket: places.tmuxSocket, key: places.key })
  if (port === 0) return null
  const byPort = runs(yield* probePort(port), places.key)
  return byPort !== null && isAlive(byPort) ? byPort : null
})

const make = Effect.gen(function* () {
  const places = yield* Places
  const { key } = places
  yield* ensureRuntimeDirectory(places)
  const lock = yield* holdLock(`${places.runtimeDirectory}/daemon.lock`).pipe(
    Effect.catchTag("LockTaken", () =>
      Effect.flatMap(readDaemonInfo(places), (info) =>
        Effect.fail(
          new AlreadyRunning({
            key,
            pid: Option.getOrNull(
              Option.filter(
                Option.map(info, ({ pid }) => pid),
                isAlive
              )
            )
          })
        )
      )
    )
  )
  const pid = yield* runningWithoutLock(places)
  if (pid !== null) return yield* new AlreadyRunning({ key, pid })
  return SingleInstance.of(lock)
})

export class SingleInstance extends Context.Service<SingleInstance, HeldLock>()(
  "@opensessions/server/daemon/SingleInstance"
) {
  /** Fails with `AlreadyRunning` where another daemon of this tmux server runs. */
  static readonly layer = Layer.effect(SingleInstance, make)
}

/** The state document, decoded. */
import { State } from "@opensessions/protocol/State"
import { Effect, Schema } from "effect"
import { Daemon, DaemonRefused } from "./Daemon.ts"

const decode = Schema.decodeUnknownEffect(State)

/** What the daemon shows now. */
export const readState = Effect.gen(function* () {
  const daemon = yield* Daemon
  return yield* decode(yield* daemon.ask({ path: "/state" })).pipe(
    Effect.mapError(
      () =>
        new DaemonRefused({
          status: 200,
          reason: "the running daemon is of another version; run: opensessions restart"
        })
    )
  )
})

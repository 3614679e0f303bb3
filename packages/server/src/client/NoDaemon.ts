/** Nobody answers for this tmux server. */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect, Schema } from "effect"
import { trustRuntimeDirectory } from "../daemon/runtimeDirectory.ts"

export class NoDaemon extends Schema.TaggedError<NoDaemon>()("NoDaemon", {
  key: Schema.Int,
  /** Why nobody was even asked; null where simply nobody listens. */
  why: Schema.NullOr(Schema.String)
}) {
  override get message(): string {
    return this.why ?? "no daemon runs for this tmux server"
  }
}

/** What the system says when nobody listens on a socket, or when its listener has just gone. */
const codes: ReadonlySet<unknown> = new Set(["ENOENT", "ECONNREFUSED", "ENOTDIR", "ECONNRESET", "EPIPE"])

/** Whether a connection failed because nobody is there. */
export const isNobody = (cause: unknown): boolean => cause instanceof Error && "code" in cause && codes.has(cause.code)

export const nobodyAt = (places: DaemonPlaces): NoDaemon => new NoDaemon({ key: places.key, why: null })

/** Only a socket that none but this user can have made is talked to. */
export const onlyOurs = (places: DaemonPlaces): Effect.Effect<void, NoDaemon> =>
  trustRuntimeDirectory(places).pipe(
    Effect.mapError(({ why, message }) =>
      why === "does not exist" ? nobodyAt(places) : new NoDaemon({ key: places.key, why: message })
    )
  )

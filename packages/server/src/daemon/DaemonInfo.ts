/** `daemon.json`: how clients find the daemon and prove that they are this user. Only this user can read it. */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect, Option, Schema } from "effect"
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs"

export const DaemonInfo = Schema.Struct({
  product: Schema.String,
  version: Schema.String,
  key: Schema.Int,
  pid: Schema.Int,
  /** Milliseconds since the epoch. */
  startedAt: Schema.Finite,
  /** Null where no TCP port could be had. */
  port: Schema.NullOr(Schema.Int),
  socket: Schema.String,
  token: Schema.String
})
export type DaemonInfo = typeof DaemonInfo.Type

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(DaemonInfo))

/** What is published now; none where there is no such file or nobody can read it. */
export const readDaemonInfo = (places: DaemonPlaces): Effect.Effect<Option.Option<DaemonInfo>> =>
  Effect.sync(() => {
    try {
      return decode(readFileSync(places.infoFile, "utf8"))
    } catch {
      return Option.none()
    }
  })

const writeAtomically = (file: string, text: string): void => {
  const temporary = `${file}.${process.pid}.new`
  rmSync(temporary, { force: true })
  const descriptor = openSync(temporary, "wx", 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(temporary, file)
}

/** Readers see the former file or this one, never a part. */
export const publishDaemonInfo = (places: DaemonPlaces, info: DaemonInfo): Effect.Effect<void, InfoNotWritten> =>
  Effect.try({
    try: () => writeAtomically(places.infoFile, `${JSON.stringify(info, null, 2)}\n`),
    catch: (cause) => new InfoNotWritten({ file: places.infoFile, cause })
  })

/** Takes the file away, unless it is another daemon's by now. */
export const withdrawDaemonInfo = (places: DaemonPlaces, info: DaemonInfo): Effect.Effect<void> =>
  Effect.map(readDaemonInfo(places), (found) => {
    if (Option.isSome(found) && found.value.token === info.token) rmSync(places.infoFile, { force: true })
  })

export class InfoNotWritten extends Schema.TaggedError<InfoNotWritten>()("InfoNotWritten", {
  file: Schema.String,
  cause: Schema.Defect()
}) {
  override get message(): string {
    return `${this.file} could not be written: ${String(this.cause)}`
  }
}

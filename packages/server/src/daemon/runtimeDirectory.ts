/** The runtime directory: made with mode 0700, and trusted only where nobody else can have put anything into it (S89). */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect, Schema } from "effect"
import { chmodSync, lstatSync, mkdirSync, type Stats } from "node:fs"
import { dirname } from "node:path"

export class RuntimeDirectoryUnsafe extends Schema.TaggedError<RuntimeDirectoryUnsafe>()("RuntimeDirectoryUnsafe", {
  path: Schema.String,
  why: Schema.String
}) {
  override get message(): string {
    return `${this.path} ${this.why}; remove it, or set XDG_RUNTIME_DIR to a directory of your own`
  }
}

const stickyBit = 0o1000
const writableByAll = 0o002
const openToOthers = 0o077

const lstat = (path: string): Stats | null => lstatSync(path, { throwIfNoEntry: false }) ?? null

/** Where everybody may write, only the sticky bit keeps others from replacing what is ours. */
const flawAbove = (stat: Stats | null, uid: number): string | null => {
  if (stat === null) return "does not exist"
  if (stat.uid !== uid && stat.uid !== 0) return "belongs to another user"
  if ((stat.mode & writableByAll) !== 0 && (stat.mode & stickyBit) === 0) return "can be written by everybody"
  return null
}

const flaw = (stat: Stats | null, uid: number): string | null => {
  if (stat === null) return "does not exist"
  if (stat.isSymbolicLink()) return "is a symbolic link"
  if (!stat.isDirectory()) return "is not a directory"
  if (stat.uid !== uid) return "belongs to another user"
  return (stat.mode & openToOthers) === 0 ? null : "is open to others"
}

/** What is as it should be is not touched: a change of its mode is a notice to who watches it, and that is us. */
const makeDirectory = (path: string, uid: number): void => {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch {
    const stat = lstat(path)
    const isOurs = stat !== null && stat.isDirectory() && stat.uid === uid
    if (isOurs && (stat.mode & 0o777) !== 0o700) chmodSync(path, 0o700)
  }
}

/** From above down: a directory is only looked at when nobody else can exchange it any more. */
const firstFlaw = (directory: string, make: boolean): RuntimeDirectoryUnsafe | null => {
  const uid = process.getuid?.() ?? 0
  const ours = dirname(directory)
  const above = flawAbove(lstat(dirname(ours)), uid)
  if (above !== null) return new RuntimeDirectoryUnsafe({ path: dirname(ours), why: above })
  for (const path of [ours, directory]) {
    if (make) makeDirectory(path, uid)
    const why = flaw(lstat(path), uid)
    if (why !== null) return new RuntimeDirectoryUnsafe({ path, why })
  }
  return null
}

/** For clients: whether what listens in this directory of a daemon can only be this user's. */
export const isTrusted = (directory: string): boolean => firstFlaw(directory, false) === null

const verdict = (places: DaemonPlaces, make: boolean) =>
  Effect.suspend(() => {
    const found = firstFlaw(places.runtimeDirectory, make)
    return found === null ? Effect.void : Effect.fail(found)
  })

/** Makes the runtime directory where it is missing. Fails where it could be anybody else's. */
export const ensureRuntimeDirectory = (places: DaemonPlaces) => verdict(places, true)

/** For clients: whether what listens there can only be this user's. Makes nothing. */
export const trustRuntimeDirectory = (places: DaemonPlaces) => verdict(places, false)

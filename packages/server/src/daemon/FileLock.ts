/** A lock that the kernel gives back when its owner dies, however it dies (S44). */
import { Effect, Schema } from "effect"
import { closeSync, constants, lstatSync, openSync, rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

export class LockTaken extends Schema.TaggedError<LockTaken>()("LockTaken", { file: Schema.String }) {
  override get message(): string {
    return `${this.file} is locked by another process`
  }
}

export class LockUnavailable extends Schema.TaggedError<LockUnavailable>()("LockUnavailable", {
  file: Schema.String,
  cause: Schema.Defect()
}) {
  override get message(): string {
    return `${this.file} could not be locked: ${String(this.cause)}`
  }
}

const sqliteBusy = 5

const inodeOf = (file: string): bigint | null => lstatSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null

/**
 * Node has no flock. SQLite's lock on an empty database is one: exclusive, given by the kernel, free at once after a
 * kill -9, on Linux and macOS alike. Nothing is ever written (a journal in memory leaves no second file); 3 ms.
 */
const lock = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

const isBusy = (cause: unknown): boolean => cause instanceof Error && "errcode" in cause && cause.errcode === sqliteBusy

const create = (file: string): bigint | null => {
  const { O_CREAT, O_NOFOLLOW, O_WRONLY } = constants
  closeSync(openSync(file, O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600))
  return inodeOf(file)
}

interface Lock {
  readonly database: DatabaseSync
  readonly inode: bigint
}

/** The lock of the file that stands there now; null where it was removed between, for such a lock keeps nobody out. */
const tryTake = (file: string): Lock | null => {
  const inode = inodeOf(file) ?? create(file)
  const database = lock(file)
  if (inode !== null && inodeOf(file) === inode) return { database, inode }
  database.close()
  return null
}

const take = (file: string): Effect.Effect<Lock, LockTaken | LockUnavailable> =>
  Effect.try({
    try: () => tryTake(file),
    catch: (cause) => (isBusy(cause) ? new LockTaken({ file }) : new LockUnavailable({ file, cause }))
  }).pipe(
    Effect.flatMap(Effect.fromNullishOr),
    Effect.catchTag("NoSuchElementError", () => take(file))
  )

/** The file goes while the lock is still held, so that nobody's newer file is ever taken away. */
const release = (file: string, { database, inode }: Lock): void => {
  if (inodeOf(file) === inode) rmSync(file, { force: true })
  database.close()
}

export interface HeldLock {
  /** Takes the lock again where somebody removed the file (S101); true where that was needed. */
  readonly renew: Effect.Effect<boolean, LockTaken | LockUnavailable>
}

/** Holds the lock as long as the scope is open. Fails at once where another process has it. */
export const holdLock = Effect.fnUntraced(function* (file: string) {
  let held: Lock = yield* take(file)
  yield* Effect.addFinalizer(() => Effect.sync(() => release(file, held)))
  const renew = Effect.gen(function* () {
    if (inodeOf(file) === held.inode) return false
    const fresh = yield* take(file)
    held.database.close()
    held = fresh
    return true
  })
  return { renew } satisfies HeldLock
})

/** A small text file that people and other daemons change too: read whole, replaced atomically, through symlinks. */
import { Clock, Effect, Schema } from "effect"
import { constants } from "node:fs"
import { access, mkdir, open, readFile, readlink, rename, rm, stat } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"

/** The file can't be read or written; the message is for its owner. */
export class TextFileFailed extends Schema.TaggedError<TextFileFailed>()("TextFileFailed", {
  path: Schema.String,
  operation: Schema.Literals(["read", "written"]),
  code: Schema.String
}) {
  get reason(): string {
    return `can't be ${this.operation}: ${reasons[this.code] ?? this.code}`
  }

  override get message(): string {
    return `${this.path} ${this.reason}`
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the file system is read-only",
  readonly: "it is read-only",
  EILSEQ: "it is no UTF-8 text",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a directory",
  EEXIST: "there is a file where its directory should be",
  ENOTDIR: "there is a file where its directory should be",
  ELOOP: "its symbolic links go round in a circle",
  ENXIO: "it is no regular file",
  EFBIG: "it is too large"
}

const maxBytes = 1024 * 1024

const failed = (path: string, operation: "read" | "written") => (cause: unknown) =>
  new TextFileFailed({ path, operation, code: (cause as NodeJS.ErrnoException).code ?? String(cause) })

const coded = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code })

/** A path and what it leads to, link by link; the last one is no link (and may not exist). */
export const linkChain = async (path: string): Promise<ReadonlyArray<string>> => {
  const chain = [path]
  for (let hops = 0; hops < 20; hops++) {
    const current = chain.at(-1)!
    const target = await readlink(current).catch(() => null)
    if (target === null) return chain
    chain.push(resolve(dirname(current), target))
  }
  throw coded("ELOOP")
}

/** With its byte order mark, and strictly: what can't be read as it is can't be written back as it was. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

const decoded = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw coded("EILSEQ")
  }
}

/** The whole text; null where there is no such file. */
export const readTextFile = (path: string): Effect.Effect<string | null, TextFileFailed> =>
  Effect.tryPromise({
    try: async () => {
      const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return null
        throw cause
      })
      if (found === null) return null
      if (found.isDirectory()) throw coded("EISDIR")
      if (!found.isFile()) throw coded("ENXIO")
      if (found.size > maxBytes) throw coded("EFBIG")
      return decoded(await readFile(path))
    },
    catch: failed(path, "read")
  })

let temporaries = 0

/** A rename would replace a file that its owner has protected, too. */
const refuseProtected = async (path: string, mode: number): Promise<void> => {
  if ((mode & 0o222) === 0) throw coded("readonly")
  await access(path, constants.W_OK)
}

/** Readers see the former text or the new one, never half of one, also after a crash. Links, mode and owner stay. */
export const writeTextFile = (path: string, text: string): Effect.Effect<void, TextFileFailed> =>
  Effect.tryPromise({
    try: async () => {
      const target = (await linkChain(path)).at(-1)!
      const former = await stat(target).catch(() => null)
      const mode = former === null ? 0o600 : former.mode & 0o777
      if (former !== null) await refuseProtected(target, mode)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const temporary = join(dirname(target), `.opensessions-${process.pid}-${++temporaries}.tmp`)
      try {
        const file = await open(temporary, "wx", mode)
        try {
          await file.writeFile(text)
          if (former !== null && former.uid !== process.getuid?.()) await file.chown(former.uid, former.gid)
          await file.chmod(mode)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(temporary, target)
      } catch (cause) {
        await rm(temporary, { force: true })
        throw cause
      }
    },
    catch: failed(path, "written")
  }).pipe(Effect.uninterruptible)

/** A lock that is older than this belongs to a writer that died. */
const staleMillis = 5_000

const takeLock = async (lock: string, now: number): Promise<boolean> => {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 })
  try {
    await (await open(lock, "wx", 0o600)).close()
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause
    const found = await stat(lock).catch(() => null)
    if (found !== null && now - found.mtimeMs > staleMillis) await rm(lock, { force: true })
    return false
  }
}

/** Keeps the daemons of other tmux servers from changing the same file between our reading and our writing (S35). */
export const withFileLock =
  (path: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | TextFileFailed, R> => {
    const lock = `${path}.lock`
    const take = Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.tryPromise({ try: () => takeLock(lock, now), catch: failed(path, "written") })
    )
    const acquire = take.pipe(
      Effect.tap((taken) => (taken ? Effect.void : Effect.sleep("25 millis"))),
      Effect.repeat({ until: (taken) => taken, times: 400 })
    )
    return Effect.acquireUseRelease(
      acquire,
      () => effect,
      (taken) => Effect.promise(async () => (taken ? rm(lock, { force: true }) : undefined))
    )
  }

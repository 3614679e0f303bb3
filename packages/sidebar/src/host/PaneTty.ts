/** The terminal of a pane, opened by a process that it does not belong to. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs"
import { geteuid } from "node:process"
import { isatty, ReadStream } from "node:tty"
import { Deferred, Effect, Schema } from "effect"

/** The terminal is not there, is not ours, or hung up. */
export class PaneTtyLost extends Schema.TaggedError<PaneTtyLost>()("PaneTtyLost", {
  tty: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.tty}: ${this.reason}`
  }
}

export interface PaneTty {
  /** Queues bytes; `done` is called when the terminal has taken them. Never blocks, even if nobody reads. */
  write(bytes: Uint8Array, done: (error?: Error | null) => void): void
  /** What is typed from now on. */
  onInput(listener: (bytes: Uint8Array) => void): void
  /** Fails when the terminal hangs up: its pane was closed. */
  readonly lost: Effect.Effect<never, PaneTtyLost>
}

/** The kernel keeps at most this much typed input; a queue that was full has more behind it. */
const fullQueue = 4095

/** After a full queue, input counts again once nothing came for this long. */
const quietMs = 50

/**
 * Opens a pane's terminal in raw mode and throws away what was typed while nobody listened.
 * It does not become the controlling terminal, and closing it changes nothing that is seen in the pane.
 */
export const openPaneTty = Effect.fnUntraced(function* (tty: string) {
  const lost = yield* Deferred.make<never, PaneTtyLost>()
  const lose = (reason: string) => void Deferred.doneUnsafe(lost, Effect.fail(new PaneTtyLost({ tty, reason })))
  const { fd, stream } = yield* Effect.acquireRelease(
    Effect.try({
      try: () => openTerminal(tty),
      catch: (error) => new PaneTtyLost({ tty, reason: error instanceof Error ? error.message : String(error) })
    }),
    ({ fd, stream }) =>
      Effect.sync(() => {
        stream.destroy()
        closeSync(fd)
      })
  )
  stream.on("error", (error) => lose(error.message))
  stream.on("close", () => lose("hung up"))
  let discarding = discardTyped(fd)
  return {
    write: (bytes, done) => void stream.write(bytes, done),
    onInput: (listener) =>
      void stream.on("data", (bytes: Buffer) => {
        if (!discarding(performance.now())) listener(bytes)
      }),
    lost: Deferred.await(lost)
  } satisfies PaneTty
})

/**
 * `ReadStream` of a device that is open for both directions also writes, and unlike `WriteStream` without blocking the
 * process when nobody reads the other end. It opens the device a second time, so `fd` stays ours to close.
 */
const openTerminal = (tty: string): { readonly fd: number; readonly stream: ReadStream } => {
  const fd = openSync(tty, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  try {
    const status = fstatSync(fd)
    if (!status.isCharacterDevice() || !isatty(fd)) throw new Error("not a terminal")
    if (geteuid !== undefined && status.uid !== geteuid()) throw new Error("belongs to another user")
    const stream = new ReadStream(fd)
    stream.setRawMode(true)
    return { fd, stream }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/** Empties the queue. Returns whether input at a given time is still the rest of it. */
const discardTyped = (fd: number): ((now: number) => boolean) => {
  const buffer = new Uint8Array(fullQueue + 1)
  let size = 0
  try {
    for (let read = readSync(fd, buffer); read > 0 && size < 1 << 20; read = readSync(fd, buffer)) size += read
  } catch {
    // EAGAIN: the queue is empty. EIO: the terminal hung up, which its stream reports.
  }
  let until = size >= fullQueue ? performance.now() + quietMs : 0
  return (now) => {
    if (now > until) return false
    until = now + quietMs
    return true
  }
}

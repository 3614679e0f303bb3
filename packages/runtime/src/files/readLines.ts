/**
 * Complete lines of a growing file. Synchronous on purpose: reading a small appendix takes 15 µs so, and 140 µs of four
 * trips through the thread pool otherwise, which fifty busy agents would turn into a tenth of a core.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import type { TailPosition, TailRead } from "./TailRead.ts"

const newline = 0x0a
const fingerprintBytes = 64
/** A line longer than the limit is looked for this far back; beyond that its end is taken for a line of its own. */
const maxWindow = 16 * 1024 * 1024

/** Bytes `from` to `to`, fewer where the file ends earlier. */
const readBytes = (descriptor: number, from: number, to: number): Buffer => {
  const buffer = Buffer.allocUnsafe(Math.max(0, to - from))
  let length = 0
  while (length < buffer.length) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, from + length)
    if (read === 0) break
    length += read
  }
  return buffer.subarray(0, length)
}

const fingerprintAt = (descriptor: number, offset: number): string =>
  readBytes(descriptor, Math.max(0, offset - fingerprintBytes), offset).toString("latin1")

const linesOf = (bytes: Buffer): ReadonlyArray<string> =>
  bytes
    .toString("utf8")
    .split("\n")
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
    .filter((line) => line !== "")

/** Where the complete lines begin among the last `limit` bytes; further back while the window holds no whole line. */
const startOfLines = (descriptor: number, start: number, end: number, limit: number): number => {
  for (let window = Math.max(1, limit); ; window *= 4) {
    const from = end - window
    if (from <= start) return start
    const bytes = readBytes(descriptor, from - 1, end)
    const first = bytes.indexOf(newline)
    // The last newline ends the last line and begins none.
    if (first >= 0 && first < bytes.lastIndexOf(newline)) return from + first
    if (window >= maxWindow) return from
  }
}

const read = (descriptor: number, from: TailPosition | null, limit: number): TailRead => {
  const { ino: inode, size } = fstatSync(descriptor)
  const continues =
    from !== null &&
    from.inode === inode &&
    from.offset <= size &&
    fingerprintAt(descriptor, from.offset) === from.fingerprint
  const start = continues ? from.offset : 0
  const restarted = from !== null && !continues
  if (continues && size === start) return { lines: [], position: from, restarted, skipped: 0 }
  const begin = startOfLines(descriptor, start, size, limit)
  const bytes = readBytes(descriptor, begin, size)
  const complete = bytes.subarray(0, bytes.lastIndexOf(newline) + 1)
  const offset = begin + complete.length
  const fingerprint =
    complete.length < fingerprintBytes
      ? fingerprintAt(descriptor, offset)
      : complete.subarray(-fingerprintBytes).toString("latin1")
  return {
    lines: linesOf(complete),
    position: { inode, offset, fingerprint },
    restarted,
    skipped: begin - start
  }
}

const withFile = <A>(path: string, use: (descriptor: number) => A): A => {
  const descriptor = openSync(path, "r")
  try {
    return use(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The lines that were completed after `from`. Throws what the file system throws. */
export const readNewLines = (path: string, from: TailPosition | null, limit: number): TailRead =>
  withFile(path, (descriptor) => read(descriptor, from, limit))

/** The complete lines among the first `limit` bytes. Throws what the file system throws. */
export const readFirstLines = (path: string, limit: number): ReadonlyArray<string> =>
  withFile(path, (descriptor) => {
    const bytes = readBytes(descriptor, 0, limit)
    return linesOf(bytes.subarray(0, bytes.lastIndexOf(newline) + 1))
  })

/** The text of the first `limit` bytes. Throws what the file system throws. */
export const readStart = (path: string, limit: number): string =>
  withFile(path, (descriptor) => readBytes(descriptor, 0, Math.min(limit, fstatSync(descriptor).size)).toString("utf8"))

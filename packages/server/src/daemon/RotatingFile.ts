/** A file that is only appended to and never grows beyond its share of the disk. */
import { closeSync, constants, fstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs"

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants

/**
 * Appends lines; at half of `maxBytes` the file becomes `<file>.1`, so that both together stay below it. A full disk or
 * a directory that is gone loses lines and nothing else (S90); a file that was removed is made again (S89).
 */
export class RotatingFile {
  readonly file: string
  readonly maxBytes: number
  private descriptor: number | null = null
  private size = 0

  constructor(file: string, maxBytes: number) {
    this.file = file
    this.maxBytes = maxBytes
  }

  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`).subarray(0, this.maxBytes / 2)
    try {
      let descriptor = this.current()
      if (this.size > 0 && this.size + bytes.length > this.maxBytes / 2) {
        renameSync(this.file, `${this.file}.1`)
        this.close()
        descriptor = this.current()
      }
      this.size += writeSync(descriptor, bytes)
    } catch {
      this.close()
    }
  }

  close(): void {
    if (this.descriptor === null) return
    const descriptor = this.descriptor
    this.descriptor = null
    try {
      closeSync(descriptor)
    } catch {
      this.size = 0
    }
  }

  /** Closes it and takes it away, its predecessor too. */
  remove(): void {
    this.close()
    for (const file of [this.file, `${this.file}.1`]) rmSync(file, { force: true })
  }

  private current(): number {
    if (this.descriptor !== null && fstatSync(this.descriptor).nlink === 0) this.close()
    if (this.descriptor === null) {
      this.descriptor = openSync(this.file, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600)
      this.size = fstatSync(this.descriptor).size
    }
    return this.descriptor
  }
}

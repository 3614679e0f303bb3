/** The control-mode protocol of tmux, read as it comes in: bytes in any portions, answers and notifications out. */
import { Data } from "effect"
import type { Notification } from "./Notification.ts"
import { parseNotification } from "./parseNotification.ts"

/** `own` is false for what hooks and the command line that started the client ran: nobody waits for those. */
export type Received = Data.TaggedEnum<{
  readonly Answered: { readonly own: boolean; readonly ok: boolean; readonly lines: ReadonlyArray<string> }
  readonly Notified: { readonly notification: Notification }
}>

/** Constructors and guards of `Received`. */
export const Received = Data.taggedEnum<Received>()

/** Reads one connection. `push` never throws, whatever comes in. */
export interface ControlParser {
  push(bytes: Uint8Array): ReadonlyArray<Received>
  /** Lines outside a block that were no notification we know, by keyword (`?` where there is none). */
  readonly unknown: ReadonlyMap<string, number>
}

interface Block {
  /** Time, number and flags, exactly as `%begin` gave them; only the same three end the block. */
  readonly guard: string
  readonly own: boolean
  readonly lines: Array<string>
}

// A hostile peer could otherwise grow the counts without end.
const maximumKinds = 64

/** A parser for a new connection. */
export const makeControlParser = (): ControlParser => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  const unknown = new Map<string, number>()
  let rest = ""
  let block: Block | null = null

  const count = (line: string) => {
    const keyword = /^%([a-z-]{1,40})(?: |$)/.exec(line)?.[1] ?? "?"
    const kind = unknown.has(keyword) || unknown.size < maximumKinds ? keyword : "?"
    unknown.set(kind, (unknown.get(kind) ?? 0) + 1)
  }

  const readLine = (line: string): Received | null => {
    if (block !== null) {
      const ends = line === `%end ${block.guard}`
      if (!ends && line !== `%error ${block.guard}`) {
        block.lines.push(line)
        return null
      }
      const { lines, own } = block
      block = null
      return Received.Answered({ own, ok: ends, lines })
    }
    const begin = /^%begin (\d+ \d+ (\d+))$/.exec(line)
    if (begin !== null) {
      block = { guard: begin[1] ?? "", own: begin[2] === "1", lines: [] }
      return null
    }
    const notification = parseNotification(line)
    if (notification === null) count(line)
    return notification === null ? null : Received.Notified({ notification })
  }

  return {
    unknown,
    push: (bytes) => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n")
      rest = lines.pop() ?? ""
      const received: Array<Received> = []
      for (const line of lines) {
        const item = readLine(line)
        if (item !== null) received.push(item)
      }
      return received
    }
  }
}

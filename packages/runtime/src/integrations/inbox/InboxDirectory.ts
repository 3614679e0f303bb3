/** The directory in which hooks leave their calls: beside the daemon's socket, of this user alone, gone with the daemon. */
import { Effect, Schema } from "effect"
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { hookPayload } from "./hookPayload.ts"
import { type HookSender, parseSender } from "./HookCall.ts"
import type { JsonObject } from "../../files/jsonFields.ts"

export class InboxUnavailable extends Schema.TaggedError<InboxUnavailable>()("InboxUnavailable", {
  directory: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.directory} can't be used, so integrations tell nothing: ${this.reason}`
  }
}

export interface Delivery extends HookSender {
  readonly payloadOf: JsonObject | null
  /** When the hook was called, in milliseconds since the epoch. */
  readonly at: number
}

/** A call whose sender died in the middle leaves its payload alone. */
const leftoverMillis = 60_000

const make = (directory: string, tmuxSocket: string, pid: number): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const found = lstatSync(directory)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error("it belongs to somebody else")
  const owner = `${tmuxSocket}\n${pid}\n`
  const file = `${directory}/owner`
  if (readText(file) === owner) return
  writeFileSync(`${file}.tmp`, owner, { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return null
  }
}

/** Makes what is missing of it; `owner` tells hooks which tmux server it is for and whether its daemon lives. */
export const ensureInbox = (
  directory: string,
  tmuxSocket: string,
  pid: number
): Effect.Effect<void, InboxUnavailable> =>
  Effect.try({
    try: () => make(directory, tmuxSocket, pid),
    catch: (cause) =>
      new InboxUnavailable({ directory, reason: cause instanceof Error ? cause.message : String(cause) })
  })

export const removeInbox = (directory: string): Effect.Effect<void> =>
  Effect.sync(() => rmSync(directory, { recursive: true, force: true }))

/** tmpfs of older kernels knows no birth. */
const momentOf = (file: string): number => {
  const found = statSync(file)
  return Math.floor(found.birthtimeMs > 0 ? Math.min(found.birthtimeMs, found.mtimeMs) : found.mtimeMs)
}

const take = (directory: string, name: string): Delivery | null => {
  const sender = parseSender(name)
  if (sender === null) return null
  const file = `${directory}/${sender.payload}`
  try {
    return { ...sender, at: momentOf(file), payloadOf: hookPayload(readFileSync(file, "utf8")) }
  } catch {
    return null
  } finally {
    rmSync(file, { force: true })
    rmSync(`${directory}/${name}`, { force: true })
  }
}

const isLeftover = (file: string, now: number): boolean => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && now - found.mtimeMs > leftoverMillis
}

/** Takes out what lies there, in the order in which it happened. */
export const takeDeliveries = (directory: string, now: number): Effect.Effect<ReadonlyArray<Delivery>> =>
  Effect.sync(() => {
    const names = readdirOrNone(directory)
    const taken = names.filter((name) => name.includes(",")).flatMap((name) => take(directory, name) ?? [])
    for (const name of names)
      if (/^[\d-]+\.json$/.test(name) && isLeftover(`${directory}/${name}`, now))
        rmSync(`${directory}/${name}`, { force: true })
    return taken.sort((a, b) => a.at - b.at)
  })

const readdirOrNone = (directory: string): ReadonlyArray<string> => {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

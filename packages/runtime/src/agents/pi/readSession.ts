/** Reads what was appended to a session's file. */
import { Effect, Option } from "effect"
import type { FileTail } from "../../files/FileTail.ts"
import type { TailPosition } from "../../files/TailRead.ts"
import { decodeSessionLine } from "./sessionRecord.ts"
import { emptySession, type PiSession, reduceSession } from "./sessionState.ts"

/** Of a long session's file the end is enough, and its first line, which names it. */
const endBytes = 4 * 1024 * 1024
const headerBytes = 16 * 1024

export interface SessionFile {
  readonly position: TailPosition
  readonly session: PiSession
}

/** The session after what is new in its file, or as a whole. Null where it can't be read now. */
export const readSession = Effect.fnUntraced(function* (
  tail: FileTail["Service"],
  path: string,
  before: { readonly position: TailPosition | null; readonly session: PiSession } | null,
  count: (type: string) => Effect.Effect<void>
) {
  const read = yield* Effect.option(tail.read(path, before?.position ?? null, endBytes))
  if (Option.isNone(read)) return null
  const { lines, position, restarted, skipped } = read.value
  let session = before === null || before.position === null || restarted ? emptySession : before.session
  const header = skipped > 0 && session.id === null ? yield* tail.first(path, headerBytes).pipe(Effect.option) : null
  const first = header === null ? undefined : Option.getOrUndefined(header)?.[0]
  for (const line of first === undefined ? lines : [first, ...lines]) {
    const record = decodeSessionLine(line)
    if (record.kind === "unknown") yield* count(record.type)
    session = reduceSession(session, record)
  }
  const file: SessionFile = { position, session }
  return file
})

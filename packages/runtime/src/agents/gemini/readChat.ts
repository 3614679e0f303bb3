/** Reads what was appended to a chat's file. */
import { Effect, Option } from "effect"
import type { FileTail } from "../../files/FileTail.ts"
import type { TailPosition } from "../../files/TailRead.ts"
import { decodeChatLine } from "./chatRecord.ts"
import { type Chat, emptyChat, reduceChat } from "./chatState.ts"

/** Of a long chat's file the end is enough, and its first line, which names it. */
const endBytes = 4 * 1024 * 1024
const headerBytes = 16 * 1024

export interface ChatFile {
  readonly position: TailPosition
  readonly chat: Chat
}

/** The chat after what is new in its file, or as a whole. Null where it can't be read now. */
export const readChat = Effect.fnUntraced(function* (
  tail: FileTail["Service"],
  path: string,
  before: ChatFile | null,
  count: (type: string) => Effect.Effect<void>
) {
  const read = yield* Effect.option(tail.read(path, before?.position ?? null, endBytes))
  if (Option.isNone(read)) return null
  const { lines, position, restarted, skipped } = read.value
  let chat = before === null || restarted ? emptyChat : before.chat
  const header =
    skipped > 0 && chat.id === null ? Option.getOrNull(yield* Effect.option(tail.first(path, headerBytes))) : null
  const first = header?.[0]
  for (const line of first === undefined ? lines : [first, ...lines]) {
    const record = decodeChatLine(line)
    if (record.kind === "unknown") yield* count(record.type)
    chat = reduceChat(chat, record)
  }
  const file: ChatFile = { position, chat }
  return file
})

/** What is remembered as rows that change alone, and back. A row that can't be read costs that row. */
import { Result, Schema } from "effect"
import { Remembered, RememberedSession, RememberedThread } from "../store/Remembered.ts"

export interface Row {
  readonly kind: string
  readonly id: string
  /** JSON. */
  readonly value: string
}

/** What holds where a row is missing. */
const forgotten: Remembered = {
  visible: true,
  width: null,
  theme: null,
  filter: null,
  order: [],
  sessions: [],
  threads: []
}

const lists = { sessions: "session", threads: "thread" } as const

const sessionId = ({ id, createdAt }: RememberedSession): string => JSON.stringify([id, createdAt])
const threadId = ({ sessionId, sessionCreatedAt, agent }: RememberedThread): string =>
  JSON.stringify([sessionId, sessionCreatedAt, agent.agent, agent.threadId])

/** Each session and thread is a row, and each other field. */
export const toRows = (remembered: Remembered): ReadonlyArray<Row> => [
  ...Object.entries(remembered)
    .filter(([key]) => !(key in lists))
    .map(([id, value]) => ({ kind: "field", id, value: JSON.stringify(value) })),
  ...remembered.sessions.map((one) => ({ kind: lists.sessions, id: sessionId(one), value: JSON.stringify(one) })),
  ...remembered.threads.map((one) => ({ kind: lists.threads, id: threadId(one), value: JSON.stringify(one) }))
]

const decodeSession = Schema.decodeUnknownResult(Schema.fromJsonString(RememberedSession))
const decodeThread = Schema.decodeUnknownResult(Schema.fromJsonString(RememberedThread))
const decode = Schema.decodeUnknownResult(Remembered)

/** Null where there are no rows. `unreadable` counts those that were passed over. */
export const fromRows = (
  rows: ReadonlyArray<Row>
): { readonly remembered: Remembered | null; readonly unreadable: number } => {
  let unreadable = 0
  const sessions: Array<RememberedSession> = []
  const threads: Array<RememberedThread> = []
  let remembered = forgotten
  for (const { kind, id, value } of rows) {
    if (kind === lists.sessions) {
      const session = decodeSession(value)
      if (Result.isSuccess(session)) sessions.push(session.success)
      else unreadable++
    } else if (kind === lists.threads) {
      const thread = decodeThread(value)
      if (Result.isSuccess(thread)) threads.push(thread.success)
      else unreadable++
    } else if (kind === "field" && id in forgotten && !(id in lists)) {
      const field = Result.flatMap(
        Result.try(() => JSON.parse(value) as unknown),
        (parsed) => decode({ ...remembered, [id]: parsed })
      )
      if (Result.isSuccess(field)) remembered = field.success
      else unreadable++
    }
  }
  return { remembered: rows.length === 0 ? null : { ...remembered, sessions, threads }, unreadable }
}

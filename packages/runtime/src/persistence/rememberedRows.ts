/** What is remembered as rows that change alone, and back. A row that can't be read costs that row. */
import { Predicate, Result, Schema } from "effect"
import { Remembered, RememberedSession, RememberedThread } from "../store/Remembered.ts"
import { blankAgent, blankSession } from "./blanks.ts"

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
  collapsed: [],
  sessions: [],
  threads: []
}

const lists = { sessions: "session", threads: "thread" } as const

const sessionId = ({ id, createdAt }: RememberedSession): string => JSON.stringify([id, createdAt])
const threadId = ({ sessionId, sessionCreatedAt, agent }: RememberedThread): string =>
  JSON.stringify([sessionId, sessionCreatedAt, agent.agent, agent.threadId])

const rowsOf = (kind: string, entries: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<Row> =>
  entries.map(([id, value]) => ({ kind, id, value: JSON.stringify(value) }))

/** Each session and thread is a row, and each other field. */
export const toRows = (remembered: Remembered): ReadonlyArray<Row> => [
  ...rowsOf(
    "field",
    Object.entries(remembered).filter(([key]) => !(key in lists))
  ),
  ...rowsOf(
    lists.sessions,
    remembered.sessions.map((one) => [sessionId(one), one])
  ),
  ...rowsOf(
    lists.threads,
    remembered.threads.map((one) => [threadId(one), one])
  )
]

/** Whether this version writes such a row. Those of a newer one are left as they are: a downgrade loses nothing. */
export const isOurs = ({ kind, id }: Row): boolean =>
  kind === "field" ? id in forgotten && !(id in lists) : kind === lists.sessions || kind === lists.threads

const parsed = (value: string) => Result.try(() => JSON.parse(value) as unknown)

const filled = (blank: object, value: unknown): unknown => (Predicate.isObject(value) ? { ...blank, ...value } : value)

const decodeSession = Schema.decodeUnknownResult(RememberedSession)
const decodeThread = Schema.decodeUnknownResult(RememberedThread)
const decode = Schema.decodeUnknownResult(Remembered)

/** `remembered` with what one row says. */
const withRow = (remembered: Remembered, { kind, id, value }: Row): Result.Result<Remembered, unknown> =>
  Result.flatMap(parsed(value), (json): Result.Result<Remembered, unknown> => {
    switch (kind) {
      case lists.sessions:
        return Result.map(decodeSession(filled(blankSession, json)), (session) => ({
          ...remembered,
          sessions: [...remembered.sessions, session]
        }))
      case lists.threads: {
        const agent = Predicate.hasProperty(json, "agent") ? filled(blankAgent, json.agent) : null
        return Result.map(decodeThread(filled(json as object, { agent })), (thread) => ({
          ...remembered,
          threads: [...remembered.threads, thread]
        }))
      }
      default:
        return decode({ ...remembered, [id]: json })
    }
  })

/** Null where there are no rows. `unreadable` counts those that were passed over. */
export const fromRows = (
  rows: ReadonlyArray<Row>
): { readonly remembered: Remembered | null; readonly unreadable: number } => {
  let unreadable = 0
  let remembered = forgotten
  for (const row of rows.filter(isOurs)) {
    const next = withRow(remembered, row)
    if (Result.isSuccess(next)) remembered = next.success
    else unreadable++
  }
  return { remembered: rows.length === 0 ? null : remembered, unreadable }
}

/** What the list is made of, from top to bottom: sessions, and the heads of groups. */
import type { Session } from "@opensessions/protocol/State"

/** Where in its group a session stands; `none` outside one. The last one closes the group. */
export type Rail = "none" | "middle" | "last"

/** A session's entry. Its `index` is the number that this client sees. */
export interface SessionEntry {
  readonly _tag: "Session"
  readonly session: Session
  readonly rail: Rail
}

/** The head of the sessions of one repository. */
export interface GroupEntry {
  readonly _tag: "Group"
  /** The `group` of its sessions. */
  readonly key: string
  readonly folded: boolean
  /** Its sessions that are not hidden or filtered away, in displayed order. */
  readonly sessions: ReadonlyArray<Session>
}

export type Entry = SessionEntry | GroupEntry

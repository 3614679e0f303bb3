/** Amp's `session.json`: which thread was opened last, at all and in each terminal. Pure. */
import type { AgentPane } from "../AgentPane.ts"
import { asObject, type JsonObject, numberAt, objectAt, parseObject, stringAt } from "../../files/jsonFields.ts"

/** A thread that a person had before them at that time. */
export interface Opened {
  readonly threadId: string
  readonly at: number
}

export interface AmpSession {
  /** The one opened last; the file does not tell when. */
  readonly last: string | null
  readonly byTerminal: ReadonlyMap<string, Opened>
}

export const emptySession: AmpSession = { last: null, byTerminal: new Map() }

/** It becomes part of a path. */
const threadAt = (object: JsonObject | null, key: string): string | null => {
  const id = stringAt(object, key)
  return id !== null && /^T-[\w-]{1,80}$/.test(id) ? id : null
}

/** Null where the text is no such file, or not whole. Never throws. */
export const decodeSession = (text: string): AmpSession | null => {
  const document = parseObject(text)
  if (document === null) return null
  const byTerminal = new Map<string, Opened>()
  for (const [terminal, value] of Object.entries(objectAt(document, "lastThreadByTerminal") ?? {})) {
    const entry = asObject(value)
    const threadId = threadAt(entry, "lastThreadId")
    if (threadId !== null) byTerminal.set(terminal, { threadId, at: numberAt(entry, "updatedAt") ?? 0 })
  }
  return { last: threadAt(document, "lastThreadId"), byTerminal }
}

/** Whether a terminal's key means this pane: `tmux:%5`, `tmux:%5@<pid of the server>,<session>` or its device. */
const isPane = (key: string, pane: AgentPane, lineage: ReadonlyArray<number>): boolean => {
  if (pane.tty !== "" && key === `tty:${pane.tty}`) return true
  const [, paneId, server] = /^tmux:(%\d+)(?:@(\d+))?/.exec(key) ?? []
  return paneId === pane.paneId && (server === undefined || lineage.includes(Number(server)))
}

/** The thread that was opened in this pane since its process began. */
export const threadInPane = (
  { byTerminal }: AmpSession,
  pane: AgentPane,
  lineage: ReadonlyArray<number>,
  since: number
): string | null => {
  const found = [...byTerminal]
    .filter(([key, { at }]) => at >= since && isPane(key, pane, lineage))
    .sort(([, one], [, other]) => other.at - one.at)
  return found[0]?.[1].threadId ?? null
}

/** The end of a turn is itself written to the file, perhaps a moment later: that is nobody's look. */
const ownMillis = 1_000

/** Whether the file says that a person saw this thread after `since`, when its turn ended. */
export const wasSeen = (before: AmpSession | null, now: AmpSession, threadId: string, since: number): boolean => {
  if (before !== null && now.last === threadId && before.last !== threadId) return true
  return [...now.byTerminal.values()].some((one) => one.threadId === threadId && one.at > since + ownMillis)
}

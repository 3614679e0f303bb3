/** Which session a process shows. The database doesn't tell; titles, directories and times do. Pure. */
import { startSlackMillis } from "../AgentProcess.ts"
import { isDefaultTitle, type SessionRow } from "./SessionRecord.ts"

/** A process as it is assigned. */
export interface Candidate {
  readonly pid: number
  readonly directory: string
  readonly startedAt: number
  /** The thread that its pane's title names; null on the home screen and while the thread has no name yet. */
  readonly topic: string | null
  readonly session: SessionRow | null
  /** Sessions that it showed and left. */
  readonly left: ReadonlySet<string>
}

export interface Assignment {
  readonly pid: number
  readonly session: SessionRow
}

/** A new session that several processes may have begun: their screens tell. */
export interface Doubt {
  readonly session: SessionRow
  readonly pids: ReadonlyArray<number>
}

/** The beginning of a title that was cut to fit. */
export const topicStart = (topic: string): string => topic.replace(/(?:\.{3}|…)$/, "")

const fitsTopic = (session: SessionRow, topic: string): boolean =>
  topicStart(topic) === topic ? session.title === topic : session.title.startsWith(topicStart(topic))

const isRoot = (session: SessionRow): boolean => session.parentId === null && !session.archived

/** The session that a process' title names: the one it has, else one of its directory that no other has, last used first. */
const byTitle = (
  one: Candidate,
  sessions: ReadonlyArray<SessionRow>,
  isTaken: (session: SessionRow) => boolean
): SessionRow | null => {
  const { directory, session, topic } = one
  if (topic === null) return null
  if (session !== null && fitsTopic(session, topic)) return null
  const named = sessions
    .filter((other) => isRoot(other) && fitsTopic(other, topic) && !isTaken(other))
    .sort((a, b) => Number(b.directory === directory) - Number(a.directory === directory) || b.updatedAt - a.updatedAt)
  return named[0] ?? null
}

/** Whether a process may have begun this session: it began after the process, and its screen shows no other by name. */
const mayHaveBegun = (one: Candidate, session: SessionRow): boolean =>
  one.topic === null &&
  one.directory === session.directory &&
  one.startedAt - startSlackMillis <= session.createdAt &&
  !one.left.has(session.id) &&
  (one.session === null || one.session.createdAt < session.createdAt)

/** What the processes show from now on, and what only their screens can tell. */
export const assignSessions = (
  candidates: ReadonlyArray<Candidate>,
  sessions: ReadonlyArray<SessionRow>
): { readonly assigned: ReadonlyArray<Assignment>; readonly doubts: ReadonlyArray<Doubt> } => {
  const assigned: Array<Assignment> = []
  const doubts: Array<Doubt> = []
  const owners = new Map<string, number>()
  for (const { pid, session } of candidates) if (session !== null) owners.set(session.id, pid)
  const moved = new Set<number>()
  const assign = (pid: number, session: SessionRow) => {
    assigned.push({ pid, session })
    owners.set(session.id, pid)
    moved.add(pid)
  }

  for (const one of candidates) {
    // A title proves more than what was assumed of another process without one.
    const isTaken = (session: SessionRow) => {
      const owner = candidates.find(({ pid }) => pid === owners.get(session.id))
      return owner !== undefined && owner.pid !== one.pid && owner.topic !== null && fitsTopic(session, owner.topic)
    }
    const found = byTitle(one, sessions, isTaken)
    if (found !== null) assign(one.pid, found)
  }
  const fresh = sessions
    .filter((session) => isRoot(session) && !owners.has(session.id))
    .sort((a, b) => b.createdAt - a.createdAt)
  for (const session of fresh) {
    const able = candidates.filter((one) => !moved.has(one.pid) && mayHaveBegun(one, session))
    const [only] = able
    if (only === undefined) continue
    if (able.length === 1) assign(only.pid, session)
    else doubts.push({ session, pids: able.map(({ pid }) => pid) })
  }
  return { assigned, doubts }
}

/** Whether a process left its session for the home screen: its title named it, and is the program's own now. */
export const wentHome = (session: SessionRow, topicBefore: string | null, isHome: boolean): boolean =>
  topicBefore !== null && isHome && !isDefaultTitle(session.title) && fitsTopic(session, topicBefore)

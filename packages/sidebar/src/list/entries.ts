/** Which sessions and groups are listed for a client, in the order of the state. */
import { sessionPasses } from "@opensessions/protocol/sessionPasses"
import type { Session, State } from "@opensessions/protocol/State"
import type { Entry, Rail } from "./Entry.ts"
import type { ListChoice } from "./ListChoice.ts"
import { matches, wordsOf } from "./matches.ts"

/** Sessions of one group that stand below each other, or one session alone. */
const runs = (sessions: ReadonlyArray<Session>): ReadonlyArray<ReadonlyArray<Session>> => {
  const all: Array<Array<Session>> = []
  for (const session of sessions) {
    const last = all.at(-1)
    if (last !== undefined && session.group !== null && last[0]!.group === session.group) last.push(session)
    else all.push([session])
  }
  return all
}

/** The groups that are folded for a client. */
export const foldedGroups = (state: State, choice: ListChoice): ReadonlySet<string> =>
  choice.folded ?? new Set(state.collapsed)

/** The entries of a client's list. A group that is down to one session is not one any more. */
export const entriesOf = (state: State, choice: ListChoice): ReadonlyArray<Entry> => {
  const words = wordsOf(choice.search ?? "")
  const folded = words.length > 0 ? new Set<string>() : foldedGroups(state, choice)
  const passing = state.sessions.filter(
    (session) => !session.hidden && sessionPasses(state.sessionFilter, session.agents) && matches(session, words)
  )
  const entries: Array<Entry> = []
  let index = 0
  const put = (session: Session, rail: Rail) => {
    index++
    entries.push({ _tag: "Session", session: session.index === index ? session : { ...session, index }, rail })
  }
  for (const run of runs(passing)) {
    const key = run[0]!.group
    if (run.length === 1 || key === null) {
      put(run[0]!, "none")
      continue
    }
    const isFolded = folded.has(key)
    entries.push({ _tag: "Group", key, folded: isFolded, sessions: run })
    if (!isFolded) for (const [at, session] of run.entries()) put(session, at === run.length - 1 ? "last" : "middle")
  }
  return entries
}

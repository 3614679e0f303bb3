/**
 * Which seat shows which thread, where the shared daemon has the files open and no process tells. A new thread belongs
 * to the seat that has just begun; a turn to the seat whose title began to turn when it did. Pure. What fits twice is
 * left open: a person's screen shows it then.
 */
import { guessThreads } from "./guessThreads.ts"
import { type Doubt, fits, type Match, type MatchSeat, type MatchThread } from "./Match.ts"

/** What could be told. */
export interface Matches {
  readonly matches: ReadonlyArray<Match>
  readonly doubts: ReadonlyArray<Doubt>
  /** When to match again, because time decides. */
  readonly again: number | null
}

/** A title begins to turn this long before or after its turn begins in the files (−2 to 60 ms in the recordings). */
const titleEarlyMillis = 700
const titleLateMillis = 1_500
/** A turn that began longer ago is not matched any more. */
const recentMillis = 5_000
/** After this time the titles of all seats have told of a turn, and what a single one tells is believed. */
const titlesMillis = 300
/** After this time a person's screen is asked where titles do not tell. */
const settledMillis = 700

/** Whether the title of this seat began to turn with this turn. */
const beganWith = ({ beganAt }: MatchSeat, turnAt: number): boolean =>
  beganAt !== null && beganAt >= turnAt - titleEarlyMillis && beganAt <= turnAt + titleLateMillis

interface TurnMatch {
  readonly match: Match | null
  readonly doubt: Doubt | null
  readonly again: number | null
}

const undecided: TurnMatch = { match: null, doubt: null, again: null }
const matched = (pid: number, threadId: string | null, bond: Match["bond"]): TurnMatch => ({
  ...undecided,
  match: { pid, threadId, bond }
})

/** The seats whose titles began to turn with this turn, and with no turn of their own threads. */
const candidatesFor = (
  thread: MatchThread,
  turnAt: number,
  here: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>
): ReadonlyArray<MatchSeat> => {
  const isExplained = (seat: MatchSeat) => {
    const own = threads.find(({ id }) => id === seat.threadId)
    return own !== undefined && own !== thread && own.turnAt !== null && beganWith(seat, own.turnAt)
  }
  return here.filter((seat) => beganWith(seat, turnAt) && !isExplained(seat))
}

/** The seat of a turn that has just begun. */
const matchTurn = (
  thread: MatchThread,
  turnAt: number,
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  now: number
): TurnMatch => {
  const own = seats.find((seat) => seat.threadId === thread.id)
  if (own !== undefined && beganWith(own, turnAt))
    return own.bond === "guessed" ? matched(own.pid, thread.id, "seen") : undecided
  // A turn that follows another at once leaves the title turning.
  if (own !== undefined && (!own.spoke || own.working)) return undecided
  const here = seats.filter((seat) => fits(seat, thread))
  const candidates = candidatesFor(thread, turnAt, here, threads)
  const [only] = candidates
  const wait = here.length === 1 ? 0 : own?.bond === "seen" ? settledMillis : titlesMillis
  if (now < turnAt + wait) return { ...undecided, again: turnAt + wait }
  if (only !== undefined && candidates.length === 1) return matched(only.pid, thread.id, "seen")
  if (own?.bond === "seen") return undecided
  if (now < turnAt + settledMillis) return { ...undecided, again: turnAt + settledMillis }
  const silent = here.filter((seat) => !seat.spoke && seat.bond !== "seen")
  const asked = candidates.length > 0 ? candidates : silent
  if (asked.length > 0) return { ...undecided, doubt: { threadId: thread.id, pids: asked.map((seat) => seat.pid) } }
  if (now < turnAt + titleLateMillis) return { ...undecided, again: turnAt + titleLateMillis }
  // Somebody works on it, and not here.
  return own !== undefined && thread.working ? matched(own.pid, null, "guessed") : undecided
}

/** What the turns that have just begun tell. A seat that two of them claim is left to its screen. */
const matchTurns = (
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  now: number
): {
  readonly claims: ReadonlyMap<number, ReadonlyArray<Match>>
  readonly doubts: ReadonlyArray<Doubt>
  readonly again: number | null
} => {
  const claims = new Map<number, Array<Match>>()
  const doubts: Array<Doubt> = []
  let again: number | null = null
  for (const thread of threads) {
    const { turnAt } = thread
    if (turnAt === null || now - turnAt > recentMillis) continue
    const turn = matchTurn(thread, turnAt, seats, threads, now)
    if (turn.match !== null) claims.set(turn.match.pid, [...(claims.get(turn.match.pid) ?? []), turn.match])
    if (turn.doubt !== null) doubts.push(turn.doubt)
    if (turn.again !== null) again = Math.min(again ?? turn.again, turn.again)
  }
  return { claims, doubts, again }
}

/** Threads that are open and that nobody shows, while there are seats that show none: their screens may tell. */
const unplaced = (
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  matches: ReadonlyMap<number, Match>
): ReadonlyArray<Doubt> => {
  const shown = new Set([...seats.map((seat) => seat.threadId), ...[...matches.values()].map((one) => one.threadId)])
  const free = seats.filter((seat) => seat.threadId === null && !matches.has(seat.pid))
  return threads.flatMap((thread) => {
    const pids = free.filter((seat) => fits(seat, thread)).map((seat) => seat.pid)
    return thread.loaded && !shown.has(thread.id) && pids.length > 0 ? [{ threadId: thread.id, pids }] : []
  })
}

/** What can be told now. Only seats and threads whose files no process in a pane has open. */
export const matchThreads = (
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  now: number
): Matches => {
  const { again, claims, doubts: doubtful } = matchTurns(seats, threads, now)
  const matches = new Map<number, Match>()
  const doubts = [...doubtful]
  for (const [pid, all] of claims) {
    const shown = all.filter((match) => match.threadId !== null)
    const [only = all[0]] = shown
    if (shown.length <= 1 && only !== undefined) matches.set(pid, only)
    if (shown.length > 1) doubts.push(...shown.map(({ threadId }) => ({ threadId: threadId ?? "", pids: [pid] })))
  }
  const taken = new Set([...[...matches.values()].map((match) => match.threadId), ...doubts.map((one) => one.threadId)])
  const doubted = new Set(doubts.flatMap((doubt) => [...doubt.pids]))
  // A seat whose guess was wrong just now is not guessed about at once.
  const open = seats.flatMap((seat) => {
    const match = matches.get(seat.pid)
    if (match !== undefined) return [{ ...seat, threadId: match.threadId ?? "" }]
    return doubted.has(seat.pid) ? [] : [seat]
  })
  const rest = threads.filter((thread) => !taken.has(thread.id))
  for (const guess of guessThreads(open, rest, now)) matches.set(guess.pid, guess)
  doubts.push(...unplaced(open, rest, matches))
  const turnAt = (id: string) => threads.find((thread) => thread.id === id)?.turnAt ?? 0
  const early = doubts.map(({ threadId }) => turnAt(threadId) + settledMillis).filter((at) => at > now)
  return {
    matches: [...matches.values()],
    doubts: doubts.filter(({ threadId }) => turnAt(threadId) + settledMillis <= now),
    again: early.length === 0 ? again : Math.min(...early, ...(again === null ? [] : [again]))
  }
}

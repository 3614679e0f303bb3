/** Threads that nobody shows yet, for seats that show none: where only one fits. Pure. */
import { fits, type Match, type MatchSeat, type MatchThread } from "./Match.ts"

/** The system's clock and a process' start differ by a second. */
const startSlackMillis = 2_000
/** From the start of the program to its first thread; the daemon may have to be installed first. */
const birthMillis = 20_000
/** A title that turns for this long belongs to a turn that goes on. */
const goesOnMillis = 1_000

/** Whether the thread can be one that this seat began or took up. */
const mayHave = (seat: MatchSeat, thread: MatchThread): boolean =>
  fits(seat, thread) &&
  (seat.resumes ||
    seat.startedAt === null ||
    thread.openedAt === null ||
    thread.openedAt >= seat.startedAt - startSlackMillis)

const isBirth = (seat: MatchSeat, thread: MatchThread): boolean =>
  seat.startedAt !== null &&
  thread.openedAt !== null &&
  mayHave(seat, thread) &&
  thread.openedAt <= seat.startedAt + birthMillis

/** Pairs of which each is the other's only possibility, found one after the other. */
const onlyPairs = (
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  possible: (seat: MatchSeat, thread: MatchThread) => boolean
): ReadonlyArray<readonly [MatchSeat, MatchThread]> => {
  const pairs: Array<readonly [MatchSeat, MatchThread]> = []
  let free = seats
  let left = threads
  for (;;) {
    const forced = left.flatMap((thread) => {
      const candidates = free.filter((seat) => possible(seat, thread))
      const [only] = candidates
      return candidates.length === 1 && only !== undefined ? [[only, thread] as const] : []
    })
    const pair = forced.find(([seat]) => forced.filter(([other]) => other === seat).length === 1)
    if (pair === undefined) return pairs
    pairs.push(pair)
    free = free.filter((seat) => seat !== pair[0])
    left = left.filter((thread) => thread !== pair[1])
  }
}

/** Threads that nobody shows yet, for seats that show none. */
export const guessThreads = (
  seats: ReadonlyArray<MatchSeat>,
  threads: ReadonlyArray<MatchThread>,
  now: number
): ReadonlyArray<Match> => {
  const taken = new Set(seats.map((seat) => seat.threadId))
  const free = seats.filter((seat) => seat.threadId === null)
  const unshown = threads.filter((thread) => !taken.has(thread.id))
  const born = onlyPairs(free, unshown, isBirth)
  const stillFree = free.filter((seat) => !born.some(([other]) => other === seat))
  const stillUnshown = unshown.filter((thread) => !born.some(([, other]) => other === thread))
  const goesOn = (seat: MatchSeat) => seat.working && seat.beganAt !== null && now - seat.beganAt >= goesOnMillis
  const going = onlyPairs(
    stillFree.filter(goesOn),
    stillUnshown.filter((thread) => thread.working),
    fits
  )
  const alone = onlyPairs(
    stillFree.filter((seat) => !seat.working),
    stillUnshown.filter((thread) => thread.loaded && !thread.working),
    mayHave
  )
  return [...born, ...going, ...alone].map(([seat, thread]) => ({
    pid: seat.pid,
    threadId: thread.id,
    bond: "guessed"
  }))
}

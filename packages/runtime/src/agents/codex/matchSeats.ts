/** Finds the threads of seats that hold none: by births, turns and, where these leave a doubt, a look at their screens. */
import { Clock, Effect } from "effect"
import { bindSeat, seatOf } from "./bindSeat.ts"
import type { CodexHome } from "./CodexHome.ts"
import { type CodexThread, directoryOf, roleOf } from "./CodexThread.ts"
import type { CodexWatch } from "./CodexWatch.ts"
import { resumedThread } from "./commandLine.ts"
import { heldIds, looseSeats } from "./followThreads.ts"
import type { Doubt, MatchSeat, MatchThread } from "./Match.ts"
import { matchThreads } from "./matchThreads.ts"
import { realPath } from "../../files/realPath.ts"
import { showsPrompt } from "./screen.ts"
import type { Seat } from "./Seat.ts"

/** Questions that are remembered; beyond this some are asked again. */
const maxAsked = 500

const seatView = ({ bond, cwd, process, thread, title, words }: Seat): MatchSeat => ({
  pid: process.pid,
  cwd,
  startedAt: process.startedAt || null,
  resumes: resumedThread(words) !== null,
  threadId: thread?.id ?? null,
  bond,
  beganAt: title.beganAt,
  working: title.state !== "plain",
  spoke: title.spoke
})

/** Without symbolic links, as the seats' directories are. */
const realDirectory = (thread: CodexThread): string | null => {
  const directory = directoryOf(thread)
  return directory === null ? null : realPath(directory)
}

const threadView = (home: CodexHome, thread: CodexThread): MatchThread => ({
  id: thread.id,
  cwd: realDirectory(thread),
  openedAt: home.locks.get(thread.id) ?? thread.bornAt,
  turnAt: Math.max(thread.rollout.turn?.startedAt ?? 0, thread.enteredAt ?? 0) || null,
  working: thread.rollout.open,
  loaded: thread.live !== null && thread.live.status !== "unloaded"
})

const isPersons = (thread: CodexThread): boolean => {
  const role = roleOf(thread)
  return role === null || role === "user"
}

/** Looks for the thread's last prompt on these screens; one of them must be the only one that shows it. */
const searchScreens = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome, { pids, threadId }: Doubt) {
  const thread = watch.threads.get(threadId)
  const prompt = thread?.rollout.lastPrompt ?? null
  if (thread === undefined || prompt === null) return
  const key = `${threadId} ${thread.rollout.turn?.startedAt ?? 0} ${pids.join()}`
  if (home.asked.has(key)) return
  if (home.asked.size >= maxAsked) home.asked.clear()
  home.asked.add(key)
  const showing: Array<Seat> = []
  for (const pid of pids) {
    const seat = watch.seats.get(pid)
    const screen = seat === undefined ? null : yield* watch.look(seat.process)
    if (seat !== undefined && screen !== null && showsPrompt(screen, prompt)) showing.push(seat)
  }
  const [only] = showing
  if (only !== undefined && showing.length === 1) yield* bindSeat(watch, only, thread, "seen")
})

/** A thread that the words of a command name. */
const bindNamed = Effect.fnUntraced(function* (watch: CodexWatch, seat: Seat) {
  const threadId = resumedThread(seat.words)?.threadId ?? null
  const thread = threadId === null ? undefined : watch.threads.get(threadId)
  if (thread !== undefined && seatOf(watch, thread.id) === null) yield* bindSeat(watch, seat, thread, "guessed")
})

/** Matches anew; to be called after a birth, a turn or a title. */
export const matchSeats = Effect.fnUntraced(function* (watch: CodexWatch, home: CodexHome): Effect.fn.Return<void> {
  const loose = looseSeats(watch, home)
  if (loose.length === 0) return
  for (const seat of loose) if (seat.thread === null) yield* bindNamed(watch, seat)
  const held = heldIds(watch)
  const threads = [...watch.threads.values()].filter(
    (thread) => thread.paths.root === home.paths.root && !held.has(thread.id) && isPersons(thread)
  )
  const now = yield* Clock.currentTimeMillis
  const views = threads.map((thread) => threadView(home, thread))
  const { again, doubts, matches } = matchThreads(loose.map(seatView), views, now)
  for (const { bond, pid, threadId } of matches) {
    const seat = watch.seats.get(pid)
    const thread = threadId === null ? null : watch.threads.get(threadId)
    if (seat !== undefined && thread !== undefined) yield* bindSeat(watch, seat, thread, bond)
  }
  for (const doubt of doubts) yield* searchScreens(watch, home, doubt)
  if (again !== null) yield* watch.due(home, again - now + 5, "match", matchSeats(watch, home))
})

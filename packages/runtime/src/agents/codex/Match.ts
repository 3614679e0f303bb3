/** Seats and threads as matching sees them, and what it finds. */
import type { Bond } from "./Seat.ts"

/** A seat whose process has no thread's files open. */
export interface MatchSeat {
  readonly pid: number
  readonly cwd: string | null
  readonly startedAt: number | null
  /** It took up a thread that was there before. */
  readonly resumes: boolean
  readonly threadId: string | null
  readonly bond: Bond | null
  /** When its title began to turn last. */
  readonly beganAt: number | null
  /** Whether it turns now. */
  readonly working: boolean
  /** Whether its title tells its state at all. */
  readonly spoke: boolean
}

/** A thread whose files no process in a pane has open. */
export interface MatchThread {
  readonly id: string
  readonly cwd: string | null
  /** When it was made, or taken up again. */
  readonly openedAt: number | null
  /** When its last turn began. */
  readonly turnAt: number | null
  readonly working: boolean
  /** Its daemon has it open. */
  readonly loaded: boolean
}

/** A seat shows a thread. */
export interface Match {
  readonly pid: number
  /** Null: what was guessed is wrong. */
  readonly threadId: string | null
  readonly bond: Bond
}

/** A thread whose screen has to be looked for among these seats. */
export interface Doubt {
  readonly threadId: string
  readonly pids: ReadonlyArray<number>
}

/** Whether the thread works where the seat does, as far as both are known. */
export const fits = (seat: MatchSeat, thread: MatchThread): boolean =>
  seat.cwd === null || thread.cwd === null || seat.cwd === thread.cwd

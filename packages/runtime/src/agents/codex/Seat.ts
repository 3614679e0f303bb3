/** A process of Codex in a pane, where a person sits, with the thread that it shows. */
import type { AgentProcess } from "../AgentProcess.ts"
import type { CodexPaths } from "./codexPaths.ts"
import type { CodexThread } from "./CodexThread.ts"
import type { ScreenState } from "./screen.ts"
import type { TitleState } from "./title.ts"

/**
 * How sure it is that a seat shows its thread. `held`: its process has the thread's files open. `seen`: a turn of the
 * thread began when its title began to turn, or the prompt is on its screen. `guessed`: nothing else fits.
 */
export type Bond = "held" | "seen" | "guessed"

/** What its pane's title says. */
export interface SeatTitle {
  readonly state: TitleState
  /** When the state became what it is. */
  readonly at: number
  /** This process has set a title that tells its state. */
  readonly spoke: boolean
  /** When it began to turn last. */
  readonly beganAt: number | null
}

/** What is known of the process, and of the thread that it shows. */
export interface Seat {
  readonly process: AgentProcess
  readonly words: ReadonlyArray<string>
  /** Where its threads begin. */
  readonly cwd: string | null
  readonly paths: CodexPaths
  readonly foundAt: number
  title: SeatTitle
  thread: CodexThread | null
  bond: Bond | null
  /** Ids of the threads whose files its process has open. */
  held: ReadonlyArray<string>
  /** The last look at its screen; `state` is null where it proved nothing. */
  look: { readonly at: number; readonly state: ScreenState | null } | null
  /** When it next wrote to its terminal after that, where that was waited for. */
  wroteAt: number | null
}

/** A process that was just found. */
export const newSeat = (
  process: AgentProcess,
  words: ReadonlyArray<string>,
  cwd: string | null,
  paths: CodexPaths,
  now: number
): Seat => ({
  process,
  words,
  cwd,
  paths,
  foundAt: now,
  title: { state: "plain", at: now, spoke: false, beganAt: null },
  thread: null,
  bond: null,
  held: [],
  look: null,
  wroteAt: null
})

/** The title, with the moment of its last change. A turn that goes on after a question did not begin anew. */
export const withTitle = (title: SeatTitle, state: TitleState, now: number): SeatTitle => {
  if (title.state === state) return title
  const began = state === "working" && title.state === "plain"
  return { state, at: now, spoke: title.spoke || state !== "plain", beganAt: began ? now : title.beganAt }
}

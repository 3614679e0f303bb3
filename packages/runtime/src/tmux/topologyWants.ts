/** What of a topology has to be read again, and the commands that read it. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { clientFormat, linkFormat, paneFormat, sessionFormat } from "./topologyFormat.ts"
import type { TmuxCommand } from "./TmuxError.ts"

/** Parts that may not be as we hold them. A pane stands for its window, whichever that is by now. */
export interface Wants {
  /** The sessions, their windows and the order of these. */
  readonly sessions: boolean
  readonly clients: boolean
  readonly windows: ReadonlySet<WindowId | PaneId> | "all"
}

export const nothingWanted: Wants = { sessions: false, clients: false, windows: new Set() }
export const everythingWanted: Wants = { sessions: true, clients: true, windows: "all" }
export const sessionsWanted: Wants = { ...nothingWanted, sessions: true }
export const clientsWanted: Wants = { ...nothingWanted, clients: true }

/** Windows are in other places than we know of, and so are those who look at them. */
export const placesWanted: Wants = { ...sessionsWanted, clients: true }

/** One window, or the window of a pane. */
export const windowWanted = (id: WindowId | PaneId): Wants => ({ ...nothingWanted, windows: new Set([id]) })

/** A window that has just come to a session, or that we did not know of. */
export const linkedWindowWanted = (id: WindowId): Wants => ({ ...windowWanted(id), sessions: true })

export const wantsNothing = ({ clients, sessions, windows }: Wants): boolean =>
  !clients && !sessions && windows !== "all" && windows.size === 0

/** Both. */
export const unionWants = (one: Wants, other: Wants): Wants => {
  if (wantsNothing(one)) return other
  if (wantsNothing(other)) return one
  return {
    sessions: one.sessions || other.sessions,
    clients: one.clients || other.clients,
    windows: one.windows === "all" || other.windows === "all" ? "all" : one.windows.union(other.windows)
  }
}

/** One command of a reading and what its answer is about. */
export type Question =
  | { readonly about: "sessions" | "links" | "clients" | "everyPane"; readonly command: TmuxCommand }
  | { readonly about: "window"; readonly id: WindowId | PaneId; readonly command: TmuxCommand }

// A list of all panes costs tmux less than this many lists of one window.
const fewWindows = 6

/** The commands for what is wanted. Sessions come after panes, they decide which windows there are; clients refer to them. */
export const questionsFor = ({ clients, sessions, windows }: Wants): ReadonlyArray<Question> => {
  const questions: Array<Question> = []
  if (windows === "all" || windows.size > fewWindows) {
    questions.push({ about: "everyPane", command: ["list-panes", "-a", "-F", paneFormat] })
  } else {
    for (const id of windows)
      questions.push({ about: "window", id, command: ["list-panes", "-t", id, "-F", paneFormat] })
  }
  if (sessions) {
    questions.push({ about: "sessions", command: ["list-sessions", "-F", sessionFormat] })
    questions.push({ about: "links", command: ["list-windows", "-a", "-F", linkFormat] })
  }
  if (clients) questions.push({ about: "clients", command: ["list-clients", "-F", clientFormat] })
  return questions
}

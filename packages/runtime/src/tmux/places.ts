/**
 * Which window is where. tmux tells nobody of `swap-window`, and has no hook for it: other windows are in a session then, or
 * another one is its current window. So it is asked every few seconds. A subscription (`refresh-client -B`) would tell of it,
 * but 3.3a and 3.5a end with all sessions when it falls due between the end of our own session and the end of our client:
 * 25 times in some 10,000 servers of our tests. Pure.
 */
import type { Answer } from "./Notification.ts"
import type { TmuxCommand } from "./TmuxError.ts"
import type { Topology } from "./Topology.ts"
import { nothingWanted, placesWanted, type Wants } from "./topologyWants.ts"

/** Between two questions, in milliseconds. Each second they cost 0.08 % of a core, more than all else of an idle daemon. */
export const placesGap = 3000

/** Marks the answers to `askPlaces`; readings count from 1. */
export const placesToken = -1

const format = "#{S:#{session_id}:#{W:#{?window_active,#{window_id},}}:#{W: #{window_id}};}"

/** Asks for `wantsOfPlaces`. */
export const askPlaces: TmuxCommand = ["display-message", "-p", format]

/** Whether what tmux says is what we hold. The order of sessions is another one in each version. */
const arePlaces = (value: string, { sessions }: Topology): boolean => {
  const held = [...sessions.values()].map(
    ({ currentWindow, id, windows }) =>
      `${id}:${currentWindow ?? ""}:${windows.map((one) => ` ${one.windowId}`).join("")}`
  )
  const told = value.split(";").filter((session) => session !== "")
  return held.toSorted().join(";") === told.toSorted().join(";")
}

/** What has to be read again after these answers. */
export const wantsOfPlaces = ([answer]: ReadonlyArray<Answer>, topology: Topology): Wants =>
  answer === undefined || !answer.ok || arePlaces(answer.lines.join(""), topology) ? nothingWanted : placesWanted

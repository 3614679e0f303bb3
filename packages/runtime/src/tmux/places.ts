/**
 * Which window is where. tmux tells nobody of `swap-window`, and has no hook for it: other windows are in a session then, or
 * another one is its current window. So we subscribe to a format, which tmux looks at once a second by itself and tells
 * when it is another: 0.05 % of a core with 100 windows, 1 % with 1,000 sessions. Pure.
 */
import type { TmuxCommand } from "./TmuxError.ts"
import type { Topology } from "./Topology.ts"

/** The subscription's name. */
export const placesSubscription = "places"

const format = "#{S:#{session_id}:#{W:#{?window_active,#{window_id},}}:#{W: #{window_id}};}"

/** Subscribes, for as long as the connection lasts. */
export const subscribePlaces: TmuxCommand = ["refresh-client", "-B", `${placesSubscription}::${format}`]

/** Whether what tmux tells is what we hold. The order of sessions is another one in each version. */
export const arePlaces = (value: string, { sessions }: Topology): boolean => {
  const held = [...sessions.values()].map(
    ({ currentWindow, id, windows }) =>
      `${id}:${currentWindow ?? ""}:${windows.map((one) => ` ${one.windowId}`).join("")}`
  )
  const told = value.split(";").filter((session) => session !== "")
  return held.toSorted().join(";") === told.toSorted().join(";")
}

/** What the configuration says about one occasion: pure. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { Notifications } from "../config/Config.ts"

/** The statuses that somebody may want to be told. */
export const notable = [
  "waiting",
  "error",
  "stale",
  "interrupted",
  "done"
] as const satisfies ReadonlyArray<AgentStatus>

/** What is told: an agent's state, or what a script says with `notify`. */
export type Occasion = (typeof notable)[number] | "message"

export const isNotable = (status: AgentStatus): status is (typeof notable)[number] =>
  (notable as ReadonlyArray<AgentStatus>).includes(status)

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number)
  return hours * 60 + minutes
}

/** `22:00-08:00` goes over midnight. `minute`: of the local day. */
export const isQuiet = (quiet: string | undefined, minute: number): boolean => {
  if (quiet === undefined) return false
  const [from = 0, to = 0] = quiet.split("-").map(minutesOf)
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

/** The notifier's name; `off` for none. */
export const notificationMode = (config: Notifications | undefined, occasion: Occasion, minute: number): string => {
  if (config === undefined) return "off"
  if (typeof config === "string") return config
  if (isQuiet(config.quiet, minute)) return "off"
  return config[occasion] ?? "off"
}

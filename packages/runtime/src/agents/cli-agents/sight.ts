/** What a look at the screen adds to what is known. Pure. */
import { isActive, isTerminal } from "@opensessions/protocol/Agent"
import { classifyScreen, type ScreenRule, type ScreenState } from "../screenRules.ts"
import { isWorking, nextActivity } from "./activity.ts"
import type { Sight, Told } from "./LiveCli.ts"

/** Who is seen first when it has run for longer is taken to have been at rest before. */
const startMillis = 10_000

export interface Look {
  readonly screen: ReadonlyArray<string>
  readonly at: number
  /** When the process began; 0 where unknown. */
  readonly startedAt: number
}

const saying = (before: Told | null, { detail, reason, status }: ScreenState, at: number): Told =>
  before !== null && before.status === status && before.reason === reason ? before : { status, reason, detail, at }

/** At rest: how the turn ended, if one did. An outcome that was there before says nothing new. */
const atRest = (before: Sight, state: ScreenState, at: number): Told => {
  const isNew = before.ruled !== null && isTerminal(state.status) && before.ruled !== state.status
  if (before.worked || isNew) return saying(null, state.status === "idle" ? { ...state, status: "done" } : state, at)
  const { told } = before
  return told !== null && !isActive(told.status) ? told : saying(null, { ...state, status: "idle", reason: null }, at)
}

/** No rule knows this screen. Where an agent has rules, nothing is said but that it draws. */
const unruled = (before: Sight, look: Look, hasRules: boolean): Sight => {
  const { at, screen } = look
  const activity = nextActivity(before.activity, screen, at)
  const next = { ...before, activity, unsure: true }
  if (isWorking(activity))
    return { ...next, told: saying(before.told, { status: "running", reason: null, detail: "changes" }, at) }
  if (hasRules) return !before.unsure && before.ruled !== null ? next : { ...next, told: null }
  return { ...next, told: saying(before.told, { status: "idle", reason: null, detail: "stands still" }, at) }
}

/** The sight after one more look. */
export const nextSight = (rules: ReadonlyArray<ScreenRule>, before: Sight, look: Look): Sight => {
  const { at, screen, startedAt } = look
  const state = classifyScreen(rules, screen)
  if (state === null) return unruled(before, look, rules.length > 0)
  const known = { ruled: state.status, activity: null, unsure: false }
  if (!isActive(state.status)) return { ...known, told: atRest(before, state, at), rested: true, worked: false }
  const rested = before.rested || (before.ruled === null && at - startedAt > startMillis)
  return { ...known, told: saying(before.told, state, at), rested, worked: rested }
}

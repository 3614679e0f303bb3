/** What a hook or plugin of an agent says about its thread. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import type { JsonObject } from "../../files/jsonFields.ts"

export interface HookReport {
  /** The agent's own id of the conversation; null where the event does not tell it. */
  readonly threadId: string | null
  /** `status: null` takes back what was said before: from here on others know better. Null says nothing about the state. */
  readonly state: { readonly status: AgentStatus | null; readonly reason: string | null } | null
  /** A second word about a wait that may be known already, and better. */
  readonly reminder: boolean
  /** The conversation was closed. */
  readonly ended: boolean
  /** What the user asked. */
  readonly prompt: string | null
  readonly cwd: string | null
  /** The event, for `explain`; never prompt text. */
  readonly detail: string
}

/** `ignored`: known, and of no meaning for the state. `unknown`: to be counted. */
export type Reading = HookReport | "ignored" | "unknown"

/** How the payload of an agent's hook is read. */
export type ReadReport = (payload: JsonObject) => Reading

const saysNothing: HookReport = {
  threadId: null,
  state: null,
  reminder: false,
  ended: false,
  prompt: null,
  cwd: null,
  detail: ""
}

/** A report with what most events leave open. */
export const hookReport = (told: Partial<HookReport>): HookReport => ({ ...saysNothing, ...told })

/** A state as the reports name it. */
export const says = (status: AgentStatus | null, reason: string | null = null): NonNullable<HookReport["state"]> => ({
  status,
  reason
})

/** What a line of a rollout says, in either form. */
import type { Tokens } from "@opensessions/protocol/Agent"
import type { Failure } from "./failure.ts"

/** Whose thread it is: a person's, another thread's, or nobody's that is shown. */
export type Role = "user" | "subagent" | "other"

export type RolloutRecord =
  | {
      readonly kind: "meta"
      readonly threadId: string | null
      readonly cwd: string | null
      readonly role: Role
      readonly parent: string | null
    }
  /** What the following turns work with. */
  | { readonly kind: "settings"; readonly cwd: string | null; readonly model: string | null }
  | { readonly kind: "started"; readonly at: number; readonly turnId: string | null }
  | {
      readonly kind: "completed"
      readonly at: number
      readonly turnId: string | null
      readonly failure: Failure | null
      /** Whether the model had a last word: a turn without one that had an error before failed. */
      readonly answered: boolean
    }
  | { readonly kind: "aborted"; readonly at: number; readonly turnId: string | null; readonly interrupted: boolean }
  | { readonly kind: "prompt"; readonly at: number; readonly text: string }
  /** The model said something; `final` where it says that this was its answer. */
  | { readonly kind: "message"; readonly at: number; readonly final: boolean }
  | { readonly kind: "called"; readonly at: number; readonly id: string; readonly call: Call }
  | { readonly kind: "answered"; readonly at: number; readonly id: string }
  | { readonly kind: "planned"; readonly at: number }
  /** An error inside a turn; what follows tells whether it was the end of it. */
  | { readonly kind: "failed"; readonly at: number; readonly failure: Failure }
  | { readonly kind: "spawned"; readonly at: number; readonly children: ReadonlyArray<string> }
  | { readonly kind: "counted"; readonly at: number; readonly tokens: Tokens }

/** A tool that was called. */
export interface Call {
  readonly name: string
  /** It asks a person, and waits for the answer. */
  readonly question: boolean
  /** It asked to leave the sandbox, for which a person is asked. */
  readonly escalated: boolean
}

export type Decoded = RolloutRecord | { readonly kind: "none" } | { readonly kind: "unknown"; readonly type: string }

export const none: Decoded = { kind: "none" }

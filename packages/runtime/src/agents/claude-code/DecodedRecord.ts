/** What a line of a transcript can say. */

/** What one request cost, by the id of its message: each content block of a message repeats it. */
export interface Usage {
  readonly messageId: string
  readonly input: number
  readonly output: number
  readonly contextUsed: number
}

export interface ToolUse {
  readonly id: string
  readonly name: string
}

export type TranscriptRecord =
  /** A turn begins. `prompt` is what a person asked for; null where nobody typed it. */
  | { readonly kind: "prompt"; readonly at: number; readonly prompt: string | null }
  | {
      readonly kind: "results"
      readonly at: number
      readonly toolIds: ReadonlyArray<string>
      /** A subagent that goes on in the background. */
      readonly launched: string | null
    }
  | { readonly kind: "interrupted"; readonly at: number }
  | {
      readonly kind: "message"
      readonly at: number
      readonly tools: ReadonlyArray<ToolUse>
      readonly ends: boolean
      readonly model: string | null
      readonly usage: Usage | null
    }
  | { readonly kind: "failed"; readonly at: number; readonly reason: string; readonly detail: string }
  | { readonly kind: "ended"; readonly at: number; readonly backgroundAgents: number }
  | { readonly kind: "compacted"; readonly at: number; readonly byHand: boolean; readonly tokens: number | null }
  | { readonly kind: "enqueued"; readonly at: number; readonly text: string }
  | { readonly kind: "dequeued"; readonly at: number; readonly text: string | null }
  | { readonly kind: "queue-emptied"; readonly at: number }
  /** A background task has reported; also told when the report is queued. */
  | { readonly kind: "reported"; readonly at: number; readonly taskId: string | null; readonly startsTurn: boolean }
  | { readonly kind: "named"; readonly by: "person" | "agent" | "model" | "summary"; readonly name: string }
  | { readonly kind: "last-prompt"; readonly prompt: string }

/** A record of no interest, or one of a type that is new to us. */
export type Decoded = TranscriptRecord | { readonly kind: "none" } | { readonly kind: "unknown"; readonly type: string }

/** What is read of a session: its row, the end of its conversation, and the tools of its last answer. */

export interface SessionRow {
  readonly id: string
  /** A subagent's session has its parent's id here. */
  readonly parentId: string | null
  readonly directory: string
  readonly title: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly archived: boolean
  readonly tokensInput: number
  readonly tokensOutput: number
}

export interface MessageRecord {
  readonly id: string
  readonly role: "user" | "assistant"
  readonly createdAt: number
  readonly completedAt: number | null
  readonly finish: string | null
  readonly error: { readonly name: string; readonly status: number | null; readonly message: string } | null
  readonly model: string | null
  /** What the request put into the model's context, where the answer tells. */
  readonly context: number | null
  /** A summary of the conversation before it. `continues` where the context was full: the turn goes on after it. */
  readonly compacting: boolean
  readonly continues: boolean
}

export interface ToolRecord {
  readonly tool: string
  readonly status: string
  /** It has told something of itself, so it has begun: a tool that waits for a permission has not. */
  readonly begun: boolean
  readonly error: string | null
  readonly startedAt: number | null
}

/** The end of a session's conversation. */
export interface SessionEnd {
  /** The newest messages, newest first. */
  readonly messages: ReadonlyArray<MessageRecord>
  /** The tools of the newest answer. */
  readonly tools: ReadonlyArray<ToolRecord>
  /** What a person sent last. */
  readonly prompt: string | null
}

export const isDefaultTitle = (title: string): boolean => /^(?:New|Child) session - \d{4}-/.test(title)

/** Lines of Pi's session files, reduced to the fields that are read. */

/** The time of the first moment in the replays, in milliseconds since the epoch. */
export const epoch = Date.UTC(2026, 0, 1)

const line = (type: string, at: number, more: object): string =>
  JSON.stringify({ type, timestamp: new Date(epoch + at).toISOString(), ...more })

const message = (at: number, content: object): string => line("message", at, { message: content })

export const header = (id: string, cwd: string, at = 0): string => line("session", at, { version: 3, id, cwd })
export const model = (modelId: string): string => line("model_change", 0, { modelId })
export const name = (text: string): string => line("session_info", 0, { name: text })
export const user = (at: number, text: string): string =>
  message(at, { role: "user", content: [{ type: "text", text }] })
export const assistant = (at: number, stopReason: string, more: object = {}): string =>
  message(at, { role: "assistant", content: [], stopReason, ...more })
export const calls = (at: number, tools: number): string =>
  assistant(at, "toolUse", { content: Array.from({ length: tools }, () => ({ type: "toolCall", name: "bash" })) })
export const result = (at: number): string => message(at, { role: "toolResult", content: [] })
export const shell = (at: number): string => message(at, { role: "bashExecution", command: "ls" })
export const compaction = (at: number): string => line("compaction", at, { summary: "" })
export const failure = (at: number, errorMessage: string): string => assistant(at, "error", { errorMessage })

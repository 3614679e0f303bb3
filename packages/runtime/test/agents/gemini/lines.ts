/** Lines of Gemini CLI's chat files, reduced to the fields that are read. */

/** The time of the first moment in the replays, in milliseconds since the epoch. */
export const epoch = Date.UTC(2026, 0, 1)

const time = (at: number): string => new Date(epoch + at).toISOString()
const line = (type: string, at: number, more: object): string =>
  JSON.stringify({ id: "i", timestamp: time(at), type, ...more })

export const header = (sessionId: string, at = 0, kind = "main"): string =>
  JSON.stringify({ sessionId, startTime: time(at), kind })
export const touched = (at: number): string => JSON.stringify({ $set: { lastUpdated: time(at) } })
export const context = (at: number): string => line("user", at, { content: [{ text: "<session_context>\nhere" }] })
export const user = (at: number, text: string): string => line("user", at, { content: [{ text }] })
export const result = (at: number): string => line("user", at, { content: [{ functionResponse: { name: "shell" } }] })
const tokens = { input: 5, output: 2, total: 7 }
export const answer = (at: number, content: string, more: object = {}): string =>
  line("gemini", at, { content, tokens, model: "model-1", ...more })
export const calls = (at: number): string => answer(at, "", { toolCalls: [{ name: "shell" }] })
export const repeated = (at: number, text: string): string => line("gemini", at, { content: [{ text }], tokens: null })
export const cancelled = (at: number): string => line("info", at, { content: "Request cancelled." })
export const info = (at: number): string => line("info", at, { content: "something else" })
export const error = (at: number, content: string): string => line("error", at, { content })

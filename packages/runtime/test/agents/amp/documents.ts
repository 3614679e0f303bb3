/** Amp's files, reduced to the fields that are read. */

export const user = (text: string) => ({ role: "user", content: [{ type: "text", text }] })
export const result = (...states: ReadonlyArray<string>) => ({
  role: "user",
  content: states.map((status) => ({ type: "tool_result", toolUseID: "t", run: { status } }))
})
const usage = { model: "model-1", inputTokens: 10, outputTokens: 2, cacheReadInputTokens: 5 }
export const answer = (type: string, stopReason?: string) => ({
  role: "assistant",
  content: [{ type: "text", text: "words" }],
  state: { type, ...(stopReason === undefined ? {} : { stopReason }) },
  usage
})

/** The text of a thread's file. */
export const thread = (id: string, directory: string, messages: ReadonlyArray<unknown>, title = "mend it"): string =>
  JSON.stringify({ v: 1, id, title, messages, env: { initial: { trees: [{ uri: `file://${directory}` }] } } })

/** The text of `session.json`. */
export const session = (
  last: string | null,
  terminals: Readonly<Record<string, readonly [string, number]>> = {}
): string =>
  JSON.stringify({
    lastThreadId: last,
    lastThreadByTerminal: Object.fromEntries(
      Object.entries(terminals).map(([key, [lastThreadId, updatedAt]]) => [key, { lastThreadId, updatedAt }])
    )
  })

export const ids = { first: "T-00000000-0000-7000-8000-000000000001", second: "T-00000000-0000-7000-8000-000000000002" }

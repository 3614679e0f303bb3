/** Transcript lines for tests, reduced to the fields that are read. Times are milliseconds since `epoch`. */

export const epoch = Date.parse("2026-11-22T10:00:00.000Z")

const stamp = (at: number) => new Date(epoch + at).toISOString()
const line = (record: object): string => JSON.stringify(record)

export const prompt = (at: number, text: string, more: object = { promptSource: "typed", turnOrigin: "human" }) =>
  line({ isSidechain: false, type: "user", message: { role: "user", content: text }, timestamp: stamp(at), ...more })

export const meta = (at: number, text: string) => prompt(at, text, { isMeta: true })

export const local = (at: number, text: string) => prompt(at, text, {})

interface MessageOptions {
  readonly id?: string
  readonly stop?: string | null
  readonly model?: string
  readonly usage?: object
  readonly more?: object
}

const message = (at: number, content: ReadonlyArray<object>, options: MessageOptions) =>
  line({
    isSidechain: false,
    type: "assistant",
    message: {
      id: options.id ?? `m${at}`,
      role: "assistant",
      model: options.model ?? "model-1",
      content,
      stop_reason: options.stop === undefined ? "end_turn" : options.stop,
      usage: options.usage ?? {
        input_tokens: 10,
        cache_creation_input_tokens: 5,
        cache_read_input_tokens: 85,
        output_tokens: 4
      }
    },
    timestamp: stamp(at),
    ...options.more
  })

export const text = (at: number, options: MessageOptions = {}) =>
  message(at, [{ type: "text", text: "some words" }], options)

export const call = (at: number, name: string, id = `t${at}`) =>
  message(at, [{ type: "tool_use", id, name, input: {} }], { stop: "tool_use" })

export const result = (at: number, id: string, more: object = {}) =>
  line({
    isSidechain: false,
    type: "user",
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "out" }] },
    timestamp: stamp(at),
    ...more
  })

export const launched = (at: number, id: string, agentId: string) =>
  result(at, id, { toolUseResult: { isAsync: true, status: "async_launched", agentId } })

export const interrupted = (at: number, forTool = false) =>
  line({
    type: "user",
    message: {
      role: "user",
      content: [{ type: "text", text: `[Request interrupted by user${forTool ? " for tool use" : ""}]` }]
    },
    timestamp: stamp(at)
  })

export const failed = (at: number, error: string, status: number | null = null) =>
  text(at, {
    model: "<synthetic>",
    stop: "stop_sequence",
    more: { isApiErrorMessage: true, error, ...(status === null ? {} : { apiErrorStatus: status }) }
  })

export const ended = (at: number, pendingBackgroundAgentCount?: number) =>
  line({ type: "system", subtype: "turn_duration", durationMs: 1, timestamp: stamp(at), pendingBackgroundAgentCount })

export const compacted = (at: number, trigger: "manual" | "auto", postTokens = 50) =>
  line({ type: "system", subtype: "compact_boundary", timestamp: stamp(at), compactMetadata: { trigger, postTokens } })

export const queue = (at: number, operation: string, content?: string) =>
  line({ type: "queue-operation", operation, timestamp: stamp(at), content })

export const notification = (taskId: string) =>
  `<task-notification>\n<task-id>${taskId}</task-id>\n<status>completed</status>\n</task-notification>`

export const sidechain = (at: number) => text(at, { more: { isSidechain: true, agentId: "a1" } })

export const named = (type: "custom-title" | "agent-name" | "ai-title", name: string) =>
  line({ type, customTitle: name, agentName: name, aiTitle: name })

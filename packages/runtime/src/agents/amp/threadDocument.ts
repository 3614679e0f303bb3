/**
 * Decodes the file of a thread, one document that is written anew with each change, and tells its state. Older builds
 * write it (from public descriptions; recent ones keep threads on their server). Pure.
 */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { fileURLToPath } from "node:url"
import { asObject, type JsonObject, listAt, numberAt, objectAt, parseObject, stringAt } from "../../files/jsonFields.ts"

export interface AmpTurn {
  readonly status: AgentStatus
  readonly reason: string | null
  readonly detail: string
}

export interface AmpThread {
  readonly id: string
  readonly title: string | null
  /** The directories that it works in. */
  readonly directories: ReadonlyArray<string>
  readonly prompt: string | null
  readonly model: string | null
  readonly input: number
  readonly output: number
  readonly context: number
  /** Null before the first message. */
  readonly turn: AmpTurn | null
  /** A word in it that we don't know. */
  readonly unknown: string | null
}

const maxText = 4_000

const says = (status: AgentStatus, reason: string | null, detail: string): AmpTurn => ({ status, reason, detail })

const partsOf = (message: JsonObject | null, type: string): ReadonlyArray<JsonObject> =>
  listAt(message, "content")
    .map(asObject)
    .filter((part) => part !== null)
    .filter((part) => stringAt(part, "type") === type)

/** What each state of a tool's run means. The first that any run has decides. */
const runs: ReadonlyArray<readonly [string, AmpTurn]> = [
  ["blocked-on-user", says("waiting", "permission", "a tool needs a permission")],
  ["in-progress", says("tool-running", null, "a tool runs")],
  ["queued", says("tool-running", null, "a tool is queued")],
  ["rejected-by-user", says("interrupted", null, "a tool was refused")],
  ["cancelled", says("interrupted", null, "a tool was cancelled")],
  ["error", says("running", null, "a tool has failed")],
  ["done", says("running", null, "a tool has ended")]
]

const userTurn = (message: JsonObject): AmpTurn => {
  const states = partsOf(message, "tool_result").map((part) => stringAt(objectAt(part, "run"), "status"))
  if (states.length === 0) return says("running", null, "a prompt was sent")
  return runs.find(([state]) => states.includes(state))?.[1] ?? says("running", null, "a tool was called")
}

const answerTurn = (message: JsonObject): AmpTurn => {
  const state = objectAt(message, "state")
  const reason = stringAt(state, "stopReason")
  switch (stringAt(state, "type")) {
    case "cancelled":
      return says("interrupted", null, "the answer was cancelled")
    case "error":
      return says("error", "api-error", "the answer failed")
    case "complete":
      if (reason === "tool_use") return says("running", null, "a tool was called")
      if (reason === "end_turn") return says("done", null, "the answer is complete")
      return says("error", "api-error", `the answer ended early: ${reason ?? "no reason told"}`)
    default:
      return says("running", null, "the answer streams")
  }
}

const known = new Set(["streaming", "complete", "cancelled", "error"])

const unknownIn = (message: JsonObject | null): string | null => {
  const role = stringAt(message, "role")
  if (role === "assistant") {
    const type = stringAt(objectAt(message, "state"), "type")
    return type === null || known.has(type) ? null : `state ${type}`
  }
  const states = partsOf(message, "tool_result").map((part) => stringAt(objectAt(part, "run"), "status"))
  const state = states.find((one) => one !== null && runs.every(([name]) => name !== one)) ?? null
  return state === null ? null : `run ${state}`
}

const pathOf = (uri: string): string | null => {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : uri.startsWith("/") ? uri : null
  } catch {
    return null
  }
}

/** Reads a thread; null where the text is none, or not whole. Never throws. */
export const decodeThread = (text: string): AmpThread | null => {
  const document = parseObject(text)
  const id = stringAt(document, "id")
  if (document === null || id === null || !/^T-[\w-]{1,80}$/.test(id)) return null
  const messages = listAt(document, "messages").map(asObject)
  const last = messages.at(-1) ?? null
  const answers = messages.map((message) => objectAt(message, "usage")).filter((usage) => usage !== null)
  const prompts = messages
    .filter((message) => stringAt(message, "role") === "user")
    .flatMap((one) => partsOf(one, "text"))
  const latest = answers.at(-1) ?? null
  const inputOf = (usage: JsonObject | null) =>
    ["inputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"].reduce(
      (sum, key) => sum + (numberAt(usage, key) ?? 0),
      0
    )
  const outputOf = (usage: JsonObject | null) => numberAt(usage, "outputTokens") ?? 0
  const trees = listAt(objectAt(objectAt(document, "env"), "initial"), "trees")
  return {
    id,
    title: stringAt(document, "title") || null,
    directories: trees.map((tree) => pathOf(stringAt(asObject(tree), "uri") ?? "")).filter((path) => path !== null),
    prompt: stringAt(prompts.at(-1) ?? null, "text")?.slice(0, maxText) ?? null,
    model: stringAt(latest, "model"),
    input: answers.reduce((sum, usage) => sum + inputOf(usage), 0),
    output: answers.reduce((sum, usage) => sum + outputOf(usage), 0),
    context: inputOf(latest) + outputOf(latest),
    turn: last === null ? null : stringAt(last, "role") === "assistant" ? answerTurn(last) : userTurn(last),
    unknown: unknownIn(last)
  }
}

import { assert, describe, it } from "@effect/vitest"
import type { MessageRecord, ToolRecord } from "../../../src/agents/opencode/SessionRecord.ts"
import { type Turn, turnOf, unknownIn, withChildren } from "../../../src/agents/opencode/sessionState.ts"

const message = (more: Partial<MessageRecord>): MessageRecord => ({
  id: "m",
  role: "assistant",
  createdAt: 1_000,
  completedAt: null,
  finish: null,
  error: null,
  model: null,
  context: null,
  compacting: false,
  continues: false,
  ...more
})
const user = (createdAt: number) => message({ role: "user", createdAt })
const tool = (more: Partial<ToolRecord>): ToolRecord => ({
  tool: "bash",
  status: "running",
  begun: true,
  error: null,
  startedAt: 1_100,
  ...more
})
const error = (name: string, status: number | null = null, text = "") => ({ name, status, message: text })
const told = (turn: Turn | null) =>
  turn === null
    ? "nothing"
    : [turn.reason === null ? turn.status : `${turn.status}(${turn.reason})`]
        .concat(turn.mayWait ? "may wait" : [], turn.mayRest ? "may rest" : [])
        .join(", ")

describe("the end of a conversation", () => {
  it.each<[string, ReadonlyArray<MessageRecord>, ReadonlyArray<ToolRecord>, string]>([
    ["no message", [], [], "nothing"],
    ["a prompt alone", [user(1_000)], [], "running, may rest"],
    ["an answer that streams", [message({})], [], "running"],
    ["a summary that is made", [message({ compacting: true })], [], "running(compacting)"],
    ["a summary by hand that is made", [message({ compacting: true, completedAt: 2_000, finish: "stop" })], [], "done"],
    [
      "a summary because the context was full, after which the turn goes on",
      [message({ compacting: true, continues: true, completedAt: 2_000, finish: "stop" })],
      [],
      "running(compacting), may rest"
    ],
    ["a tool that runs", [message({})], [tool({})], "tool-running"],
    ["a tool that is not begun", [message({})], [tool({ begun: false })], "tool-running, may wait"],
    ["a tool that is being written", [message({})], [tool({ status: "pending", begun: false })], "tool-running"],
    ["a delegation", [message({})], [tool({ tool: "task" })], "tool-running"],
    [
      "a delegation that may need a permission",
      [message({})],
      [tool({ tool: "task", begun: false })],
      "tool-running, may wait"
    ],
    ["a question", [message({})], [tool({ tool: "question", begun: false })], "waiting(question)"],
    ["a question that was answered", [message({})], [tool({ tool: "question", status: "completed" })], "running"],
    ["a complete answer", [message({ completedAt: 2_000, finish: "stop" })], [], "done"],
    ["an answer at its longest", [message({ completedAt: 2_000, finish: "length" })], [], "done"],
    [
      "between two answers",
      [message({ completedAt: 2_000, finish: "tool-calls" })],
      [tool({ status: "completed" })],
      "running, may rest"
    ],
    [
      "an answer that called tools, however its provider calls the end of it",
      [message({ completedAt: 2_000, finish: "stop" })],
      [tool({ status: "completed" })],
      "running, may rest"
    ],
    [
      "an end of which the provider told nothing",
      [message({ completedAt: 2_000, finish: "unknown" })],
      [],
      "running, may rest"
    ],
    [
      "a command of the person's that has ended",
      [message({ completedAt: 2_000 })],
      [tool({ status: "completed" })],
      "done"
    ],
    [
      "an answer that was filtered",
      [message({ completedAt: 2_000, finish: "content-filter" })],
      [],
      "error(api-error)"
    ],
    [
      "a refused tool",
      [message({ completedAt: 2_000, finish: "tool-calls" })],
      [tool({ status: "error", error: "The user rejected permission to use this tool" })],
      "interrupted"
    ],
    [
      "a tool that was refused with words to the model, which goes on with them",
      [message({ completedAt: 2_000, finish: "tool-calls" })],
      [tool({ status: "error", error: "The user rejected permission to use it with the following feedback: no" })],
      "running, may rest"
    ],
    [
      "a question that was dismissed",
      [message({ completedAt: 2_000, finish: "tool-calls" })],
      [tool({ tool: "question", status: "error", error: "The user dismissed this question" })],
      "interrupted"
    ],
    [
      "a tool that failed",
      [message({ completedAt: 2_000, finish: "tool-calls" })],
      [tool({ status: "error", error: "no such file" })],
      "running, may rest"
    ],
    ["Esc", [message({ completedAt: 2_000, error: error("MessageAbortedError") })], [], "interrupted"],
    ["a failure", [message({ completedAt: 2_000, error: error("APIError", 500) })], [], "error(api-error)"],
    ["a limit", [message({ completedAt: 2_000, error: error("APIError", 429) })], [], "error(rate-limit)"],
    ["no key", [message({ completedAt: 2_000, error: error("ProviderAuthError") })], [], "error(auth)"],
    ["a prompt during an answer", [user(1_500), message({})], [tool({})], "tool-running"],
    [
      "a prompt after an answer",
      [user(3_000), message({ completedAt: 2_000, finish: "stop" })],
      [],
      "running, may rest"
    ],
    [
      "a prompt that fell with an answer",
      [user(1_500), message({ completedAt: 2_000, error: error("MessageAbortedError") })],
      [],
      "interrupted"
    ]
  ])("%s", (_, messages, tools, wanted) => {
    assert.strictEqual(told(turnOf({ messages, tools, prompt: null })), wanted)
  })
})

it("words that are not known are counted, and known ones are not", () => {
  const of = (finish: string | null, status: string) =>
    unknownIn({ messages: [message({ finish })], tools: [tool({ status })], prompt: null })
  assert.deepStrictEqual(of("stop", "running"), [])
  assert.deepStrictEqual(of(null, "completed"), [])
  assert.deepStrictEqual(of("vanished", "dreaming"), ["finish vanished", "tool dreaming"])
})

describe("subagents", () => {
  const turn = (tools: ReadonlyArray<ToolRecord>) => {
    const found = turnOf({ messages: [message({})], tools, prompt: null })
    if (found === null) throw new Error("no turn")
    return found
  }
  const parent = turn([tool({ tool: "task" })])

  it.each<[string, ReadonlyArray<Turn>, string]>([
    ["that work leave the parent at work", [turn([tool({})])], "tool-running"],
    ["that may wait make the parent one that may wait", [turn([tool({ begun: false })])], "tool-running, may wait"],
    ["that ask make the parent wait", [turn([tool({ tool: "question" })])], "waiting(question)"],
    ["that ended say nothing", [], "tool-running"]
  ])("%s", (_, children, wanted) => {
    assert.strictEqual(told(withChildren(parent, children)), wanted)
  })
})

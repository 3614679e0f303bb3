import { assert, describe, it } from "@effect/vitest"
import { explainThreads } from "../../src/store/explainThreads.ts"
import { says, start, tell } from "./world.ts"

describe("what is explained", () => {
  const model = tell(
    start(),
    says("t-1", 10, "registry", "idle", 2000),
    says("t-12345", 11, "registry", "waiting", 2001),
    says("other", 20, "registry", "running", 2002)
  )

  it.each<[string, string, ReadonlyArray<string>]>([
    ["a pane's id", "%3", ["other"]],
    ["an agent's name, the most urgent first", "claude-code", ["t-12345", "other", "t-1"]],
    ["a whole id, however short", "t-1", ["t-1"]],
    ["the beginning of an id", "t-12", ["t-12345"]],
    ["a beginning that would fit by chance", "t-", []],
    ["nobody's name", "nobody", []]
  ])("%s", (_, target, threads) => {
    assert.deepStrictEqual(
      explainThreads(model, target, 3000).map(({ threadId }) => threadId),
      threads
    )
  })
})

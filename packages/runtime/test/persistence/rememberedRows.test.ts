import { assert, describe, it } from "@effect/vitest"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import { fromRows, isOurs, toRows } from "../../src/persistence/rememberedRows.ts"
import { remembered, session, thread } from "./rememberedForTest.ts"

describe("rows of what is remembered", () => {
  it("say the same, whatever their order", () => {
    const back = fromRows(toRows(remembered).toReversed())
    assert.strictEqual(back.unreadable, 0)
    assert.deepStrictEqual(
      { ...back.remembered, sessions: [], threads: [] },
      { ...remembered, sessions: [], threads: [] }
    )
    assert.sameDeepMembers([...back.remembered!.sessions], [...remembered.sessions])
    assert.sameDeepMembers([...back.remembered!.threads], [...remembered.threads])
  })

  it("each session, thread and field changes alone", () => {
    const rows = new Set(toRows(remembered).map(({ kind, id }) => `${kind} ${id}`))
    assert.strictEqual(rows.size, 6 + 2 + 2)
  })

  it("no rows are nothing at all, missing ones are at their defaults", () => {
    assert.isNull(fromRows([]).remembered)
    const some = fromRows([{ kind: "field", id: "width", value: "40" }]).remembered
    assert.deepStrictEqual([some?.width, some?.visible, some?.order], [40, true, []])
  })

  it("rows of an older version are filled with what they lack", () => {
    const { metadata: _, ...olderSession } = session("$1", 100)
    const newer = thread("$1", "x")
    const { subagents: __, tokens: ___, ...olderAgent } = newer.agent
    const { remembered: back, unreadable } = fromRows([
      { kind: "session", id: "a", value: JSON.stringify(olderSession) },
      { kind: "thread", id: "b", value: JSON.stringify({ ...newer, agent: olderAgent }) }
    ])
    assert.strictEqual(unreadable, 0)
    assert.deepStrictEqual(back?.sessions, [{ ...olderSession, metadata: emptyMetadata }])
    assert.deepStrictEqual(back?.threads, [{ ...newer, agent: { ...newer.agent, subagents: 0, tokens: null } }])
  })

  it.each([
    ["field", "width", true],
    ["field", "later", false],
    ["field", "threads", false],
    ["session", "x", true],
    ["future", "x", false]
  ] as const)("a row %s %s is of this version: %s", (kind, id, ours) => {
    assert.strictEqual(isOurs({ kind, id, value: "1" }), ours)
  })

  it("a row that can't be read costs that row", () => {
    const bad = [
      { kind: "field", id: "width", value: '"wide"' },
      { kind: "field", id: "theme", value: "{" },
      { kind: "session", id: "x", value: "{}" },
      { kind: "thread", id: "y", value: "null" },
      { kind: "future", id: "z", value: "1" },
      { kind: "field", id: "sessions", value: "[1]" }
    ]
    const back = fromRows([...toRows(remembered).filter(({ id }) => id !== "width"), ...bad])
    assert.strictEqual(back.unreadable, 4)
    assert.strictEqual(back.remembered?.width, null)
    assert.strictEqual(back.remembered?.sessions.length, 2)
  })
})

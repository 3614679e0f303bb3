import { assert, describe, it } from "@effect/vitest"
import { assignSessions, type Candidate, wentHome } from "../../../src/agents/opencode/assignSessions.ts"
import type { SessionRow } from "../../../src/agents/opencode/SessionRecord.ts"

const session = (id: string, more: Partial<SessionRow> = {}): SessionRow => ({
  id,
  parentId: null,
  directory: "/work",
  title: "New session - 2026-01-01T00:00:00.000Z",
  createdAt: 5_000,
  updatedAt: 5_000,
  archived: false,
  tokensInput: 0,
  tokensOutput: 0,
  ...more
})
const candidate = (pid: number, more: Partial<Candidate> = {}): Candidate => ({
  pid,
  directory: "/work",
  startedAt: 1_000,
  topic: null,
  session: null,
  left: new Set(),
  ...more
})

const titled = session("old", { title: "Mend the tests", createdAt: 10, updatedAt: 20 })

describe("sessions and processes", () => {
  it.each<[string, ReadonlyArray<Candidate>, ReadonlyArray<SessionRow>, ReadonlyArray<string>]>([
    ["a new session is the only process'", [candidate(1)], [session("a")], ["1 a"]],
    ["an old session is nobody's", [candidate(1, { startedAt: 9_000 })], [session("a")], []],
    ["a session of another directory is nobody's", [candidate(1)], [session("a", { directory: "/other" })], []],
    ["a subagent's session is nobody's", [candidate(1)], [session("a", { parentId: "p" })], []],
    ["an archived session is nobody's", [candidate(1)], [session("a", { archived: true })], []],
    [
      "of two new sessions the newest is shown",
      [candidate(1)],
      [session("a"), session("b", { createdAt: 6_000 })],
      ["1 b"]
    ],
    ["two processes are a doubt", [candidate(1), candidate(2)], [session("a")], ["? a"]],
    [
      "one that shows another by name is none",
      [candidate(1), candidate(2, { topic: "Other" })],
      [session("a")],
      ["1 a"]
    ],
    ["a session that was left is not taken again", [candidate(1, { left: new Set(["a"]) })], [session("a")], []],
    ["a title names an old session", [candidate(1, { topic: "Mend the tests" })], [titled], ["1 old"]],
    ["a title that was cut does, too", [candidate(1, { topic: "Mend the..." })], [titled], ["1 old"]],
    [
      "a title moves a session to its process",
      [candidate(1, { session: session("a") }), candidate(2, { topic: "Named" })],
      [session("a", { title: "Named" })],
      ["2 a"]
    ],
    [
      "a session with the right title stays",
      [candidate(1, { topic: "Named", session: session("a", { title: "Named" }) })],
      [session("a", { title: "Named" }), session("b", { title: "Named", updatedAt: 9_000 })],
      []
    ],
    [
      "two panes with equal titles have a session each",
      [candidate(1, { topic: "Same", session: session("a", { title: "Same" }) }), candidate(2, { topic: "Same" })],
      [session("a", { title: "Same" }), session("b", { title: "Same" })],
      ["2 b"]
    ],
    [
      "a newer session replaces the one before it",
      [candidate(1, { session: session("a") })],
      [session("a"), session("b", { createdAt: 7_000 })],
      ["1 b"]
    ]
  ])("%s", (_, candidates, sessions, wanted) => {
    const { assigned, doubts } = assignSessions(candidates, sessions)
    const told = [
      ...assigned.map(({ pid, session: { id } }) => `${pid} ${id}`),
      ...doubts.map((one) => `? ${one.session.id}`)
    ]
    assert.deepStrictEqual(told, [...wanted])
  })

  it("the home screen is the program's own title after one that named the session", () => {
    assert.isTrue(wentHome(titled, "Mend the tests", true))
    assert.isFalse(wentHome(titled, null, true))
    assert.isFalse(wentHome(titled, "Mend the tests", false))
    assert.isFalse(wentHome(session("a"), "Mend the tests", true))
  })
})

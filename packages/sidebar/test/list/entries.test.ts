import { assert, describe, it } from "@effect/vitest"
import type { Session, State } from "@opensessions/protocol/State"
import { entriesOf } from "../../src/list/entries.ts"
import { noChoice } from "../../src/list/ListChoice.ts"
import { cursorPosition, withCursorAt } from "../../src/list/listCursor.ts"
import { withChoice, withFoldToggled } from "../../src/list/withChoice.ts"
import { aGit, anAgent, aSession, aState, aView, sessionId } from "../view/states.ts"

const plane = "/code/plane"
const grouped = (n: number, name: string, more: Partial<Session> = {}) => aSession(n, name, { group: plane, ...more })
const four = [aSession(1, "api"), grouped(2, "feat"), grouped(3, "fix"), aSession(4, "web")]

const listed = (sessions: ReadonlyArray<Session>, state: Partial<State> = {}, choice: object = {}) =>
  entriesOf(aState(sessions, state), { ...noChoice, ...choice }).map((entry) =>
    entry._tag === "Group"
      ? `${entry.folded ? "▸" : "▾"} ${entry.key} ${entry.sessions.length}`
      : `${entry.session.index} ${entry.session.name} ${entry.rail}`
  )

describe("the entries of a list", () => {
  it("are sessions, and groups with theirs below them", () => {
    assert.deepStrictEqual(listed(four), ["1 api none", "▾ /code/plane 2", "2 feat middle", "3 fix last", "4 web none"])
  })

  it("count only what is shown (S70): folded away, hidden and filtered sessions have no number", () => {
    assert.deepStrictEqual(listed(four, { collapsed: [plane] }), ["1 api none", "▸ /code/plane 2", "2 web none"])
    assert.deepStrictEqual(listed([{ ...four[0]!, hidden: true }, ...four.slice(1)])[0], "▾ /code/plane 2")
    const busy = { ...four[3]!, agents: [anAgent("running")] }
    assert.deepStrictEqual(listed([...four.slice(0, 3), busy], { sessionFilter: "running" }), ["1 web none"])
  })

  it("a group of which one session is left is a session", () => {
    assert.deepStrictEqual(listed([four[0]!, four[1]!], { collapsed: [plane] }), ["1 api none", "2 feat none"])
  })

  it("what a client folded itself holds for it, not what others folded", () => {
    assert.include(listed(four, { collapsed: [plane] }, { folded: new Set() }), "▾ /code/plane 2")
  })

  it.each<[string, ReadonlyArray<string>]>([
    ["", ["1 api none", "▸ /code/plane 2", "2 web none"]],
    ["FEAT", ["1 feat none"]],
    ["login", ["1 web none"]],
    ["me/api", ["1 api none"]],
    ["redirect", ["1 web none"]],
    ["cookie fix-it", ["1 web none"]],
    ["nothing like it", []]
  ])("search %j: by name, branch, directory, thread and prompt, folds or not", (search, expected) => {
    const web = aSession(4, "web", {
      git: aGit("fix/login"),
      agents: [anAgent("idle", { threadName: "Fix-it", lastUserPrompt: "the redirect loses its cookie" })]
    })
    assert.deepStrictEqual(listed([...four.slice(0, 3), web], { collapsed: [plane] }, { search }), expected)
  })
})

describe("a client's choice", () => {
  it("folding takes the cursor to the group's head, and unfolding shows its sessions again", () => {
    const folded = withFoldToggled(withCursorAt(aView(four), 3), plane)
    assert.strictEqual(folded.cursorGroup, plane)
    assert.isNull(folded.cursor)
    assert.deepStrictEqual(
      folded.shown.map(({ name }) => name),
      ["api", "web"]
    )
    const open = withFoldToggled(folded, plane)
    assert.strictEqual(cursorPosition(open), 1)
    assert.strictEqual(open.shown.length, 4)
  })

  it("a session that is folded away leaves the cursor on its group", () => {
    const model = withChoice(withCursorAt(aView(four), 2), { folded: new Set([plane]) })
    assert.strictEqual(model.cursorGroup, plane)
  })

  it("the end of a search leaves the cursor on what was found", () => {
    const found = withChoice(aView(four), { search: "web" })
    assert.strictEqual(found.cursor, sessionId(4))
    assert.strictEqual(withChoice(found, { search: null }).cursor, sessionId(4))
  })
})

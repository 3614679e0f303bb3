import { assert, describe, it } from "@effect/vitest"
import { PaneId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import { ampProgram, namedThread } from "../../../src/agents/amp/program.ts"
import { decodeSession, threadInPane, wasSeen } from "../../../src/agents/amp/sessionFile.ts"
import { readTitle } from "../../../src/agents/amp/title.ts"
import { isProgram } from "../../../src/agents/namedProgram.ts"
import { ids, session } from "./documents.ts"

describe("Amp's title", () => {
  it.each<[string, boolean | null, string | null]>([
    ["amp - mend it - work", false, "mend it"],
    ["⠹ amp - mend it - work", true, "mend it"],
    ["mend it - amp - work", false, "mend it"],
    ["⠋ mend it - amp - work", true, "mend it"],
    ["amp - work", false, null],
    ["⠋ amp - work", true, null],
    ["example - work", null, null],
    ["vim amp.md", null, null],
    ["amp", null, null],
    ["⠋ dir", null, null]
  ])("%s", (title, working, topic) => {
    const found = readTitle(title)
    assert.deepStrictEqual([found?.working ?? null, found?.topic ?? null], [working, topic])
  })
})

describe("Amp's process", () => {
  it.each<[string, ReadonlyArray<string>, boolean]>([
    ["amp", ["amp"], true],
    ["amp", ["amp", "--dangerously-allow-all"], true],
    ["amp", ["amp", "threads", "continue", ids.first], true],
    ["node", ["node", "/usr/bin/amp"], true],
    ["node", ["node", "/n/node_modules/@sourcegraph/amp/dist/main.js"], true],
    ["amp", ["amp", "-x", "do it"], false],
    ["amp", ["amp", "login"], false],
    ["amp", ["amp", "src/main.rs"], false],
    ["node", ["node", "amp/server.js"], false],
    ["example", ["example"], false]
  ])("%s %j", (name, words, wanted) => assert.strictEqual(isProgram(ampProgram, { name, words }), wanted))

  it("may name its thread", () => {
    assert.strictEqual(namedThread(["amp", "threads", "continue", ids.first]), ids.first)
    assert.strictEqual(namedThread(["amp", "t", "c", `https://ampcode.com/threads/${ids.first}`]), ids.first)
    assert.isNull(namedThread(["amp", "T-1"]))
  })
})

describe("what was opened", () => {
  const pane = { paneId: PaneId.make("%5"), pid: 10, tty: "/dev/pts/3", title: "", command: "", path: "/" }
  const lineage = [12, 10, 7]
  const read = (text: string) => decodeSession(text) ?? assert.fail("no session")

  it.each([
    ["tmux:%5", true],
    ["tmux:%5@7,0", true],
    ["tmux:%5@8,0", false],
    ["tmux:%55@7,0", false],
    ["tty:/dev/pts/3", true],
    ["tty:/dev/pts/33", false],
    ["wezterm:5", false]
  ])("in a terminal called %s", (key, wanted) => {
    const found = threadInPane(read(session(null, { [key]: [ids.first, 500] })), pane, lineage, 400)
    assert.strictEqual(found, wanted ? ids.first : null)
  })

  it("with an id that leads elsewhere is nothing", () => {
    const found = read(session("T-../../x", { "tmux:%5": ["../x", 500] }))
    assert.deepStrictEqual(found, { last: null, byTerminal: new Map() })
  })

  it("before the process began is another's", () => {
    assert.isNull(threadInPane(read(session(null, { "tmux:%5": [ids.first, 500] })), pane, lineage, 600))
  })

  it("is seen when it is opened anew, or in a terminal some time after its end", () => {
    const other = read(session(ids.second))
    assert.isTrue(wasSeen(other, read(session(ids.first)), ids.first, 1_000))
    assert.isFalse(wasSeen(read(session(ids.first)), read(session(ids.first)), ids.first, 1_000))
    assert.isFalse(wasSeen(null, read(session(ids.first)), ids.first, 1_000))
    assert.isTrue(wasSeen(other, read(session(ids.second, { x: [ids.first, 9_000] })), ids.first, 1_000))
    assert.isFalse(wasSeen(other, read(session(ids.second, { x: [ids.first, 1_200] })), ids.first, 1_000))
  })

  it.prop("of any text or value does no harm", [Schema.String, Schema.Json], ([text, value]) => {
    decodeSession(text)
    decodeSession(JSON.stringify({ lastThreadId: value, lastThreadByTerminal: value }))
    decodeSession(JSON.stringify({ lastThreadByTerminal: { [text]: value } }))
    readTitle(text)
  })
})

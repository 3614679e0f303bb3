import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { chatFolder, geminiHome, isChatFile } from "../../../src/agents/gemini/chatPlaces.ts"
import { emptyChat } from "../../../src/agents/gemini/chatState.ts"
import { ownersOf, showsPrompt } from "../../../src/agents/gemini/matchChat.ts"
import { geminiProgram } from "../../../src/agents/gemini/program.ts"
import { geminiScreen } from "../../../src/agents/gemini/screen.ts"
import { readTitle } from "../../../src/agents/gemini/title.ts"
import { isProgram } from "../../../src/agents/namedProgram.ts"
import { classifyScreen } from "../../../src/agents/screenRules.ts"
import * as screens from "./screens.ts"

describe("Gemini CLI's title", () => {
  it.each([
    ["◇  Ready (work)        ", "rest"],
    ["✦  Working… (work)", "working"],
    ["✦  Reading the files (work)", "working"],
    ["⏲  Working… (work)", "working"],
    ["✋  Action Required (work)", "asks"],
    ["Gemini CLI (work)", "plain"],
    ["vim GEMINI.md", null],
    ["gemini", null],
    ["", null]
  ])("%s", (title, wanted) => assert.strictEqual(readTitle(title), wanted))
})

describe("Gemini CLI's screen", () => {
  it.each<[string, ReadonlyArray<string>, string | null]>([
    ["at rest", screens.fresh, "idle"],
    ["at work", screens.working, "running"],
    ["when it is done", screens.done, "idle"],
    ["that asks", screens.permission, "waiting"],
    ["with something else", screens.other, null],
    ["of a shell", ["$"], null]
  ])("%s", (_, screen, wanted) => {
    assert.strictEqual(classifyScreen(geminiScreen, screen)?.status ?? null, wanted)
  })

  it.prop("of any kind does no harm", [Schema.Array(Schema.String)], ([screen]) => {
    classifyScreen(geminiScreen, screen)
    readTitle(screen.join(""))
  })
})

describe("Gemini CLI's process", () => {
  it.each<[string, ReadonlyArray<string>, boolean]>([
    ["node-MainThread", ["node", "/usr/local/bin/gemini"], true],
    ["node", ["node", "--max-old-space-size=1", "/n/node_modules/@google/gemini-cli/bundle/gemini.js"], true],
    ["gemini", ["gemini", "--resume"], true],
    ["gemini", ["gemini", "mcp", "list"], false],
    ["gemini", ["gemini", "-p", "do it"], false],
    ["node", ["node", "/home/me/gemini/index.js"], false],
    ["vim", ["vim", "/usr/bin/gemini"], false]
  ])("%s %j", (name, words, wanted) => assert.strictEqual(isProgram(geminiProgram, { name, words }), wanted))
})

describe("chats", () => {
  const projects = JSON.stringify({ projects: { "/my work": "my-work", "/bad": "../../etc", "/odd": 3, "/dot": ".." } })

  it.each([
    ["/my work", "/h/.gemini/tmp/my-work/chats"],
    ["/other", null],
    ["/bad", null],
    ["/odd", null],
    ["/dot", null]
  ])("of the directory %s are in %s", (directory, wanted) => {
    assert.strictEqual(chatFolder("/h/.gemini", projects, directory), wanted)
  })

  it("are in its home", () => {
    assert.strictEqual(
      geminiHome((name) => (name === "HOME" ? "/me" : null)),
      "/me/.gemini"
    )
    assert.strictEqual(
      geminiHome((name) => (name === "HOME" ? "/me" : "/other")),
      "/other/.gemini"
    )
    assert.isTrue(isChatFile("session-2026-11-22T22-08-0291455b.jsonl"))
    assert.isFalse(isChatFile("session-1.json"))
  })

  const chat = (startedAt: number) => ({ ...emptyChat, id: "s", startedAt })
  const live = (startedAt: number, own: number | null = null) => ({ startedAt, chat: own === null ? null : chat(own) })

  it.each<[string, number, number, ReadonlyArray<ReturnType<typeof live>>, ReadonlyArray<number>]>([
    ["of a process alone", 2_500, 2_500, [live(0)], [0]],
    ["of one of two that began at the same time", 2_500, 2_500, [live(0), live(500)], [0, 1]],
    ["of the one that has none yet", 3_500, 3_500, [live(0, 2_500), live(500)], [1]],
    ["of the one that had begun", 2_500, 2_500, [live(0), live(9_000)], [0]],
    ["that begins later", 900_000, 900_000, [live(0, 2_000)], [0]],
    ["that begins later in one of two", 900_000, 900_000, [live(0, 2_000), live(5_000, 7_000)], [0, 1]],
    ["of before that is taken up", 1_000, 510_000, [live(500_000)], [0]],
    ["of before that nobody wrote to", 1_000, 2_000, [live(500_000)], []],
    ["of before, while each has its own", 1_000, 510_000, [live(500_000, 502_000)], []]
  ])("%s", (_, startedAt, modifiedAt, lives, wanted) => {
    const owners = ownersOf(chat(startedAt), modifiedAt, lives)
    assert.deepStrictEqual(
      owners.map((one) => lives.indexOf(one)),
      wanted
    )
  })

  it("are on the screen that shows their prompt as sent", () => {
    assert.isTrue(showsPrompt(screens.working, "go"))
    assert.isTrue(showsPrompt(screens.permission, "go"))
    assert.isFalse(showsPrompt(screens.working, "go on"))
    assert.isFalse(showsPrompt(screens.fresh, "Type your message"))
    assert.isFalse(showsPrompt(screens.working, ""))
  })
})

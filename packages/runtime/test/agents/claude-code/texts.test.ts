import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  configurationDirectory,
  projectName,
  recordPid,
  transcriptThread
} from "../../../src/agents/claude-code/claudePaths.ts"
import { decodeHistoryLine } from "../../../src/agents/claude-code/promptHistory.ts"
import { readTitle } from "../../../src/agents/claude-code/title.ts"
import { firstLine, visibleText } from "../../../src/agents/visibleText.ts"

describe("readTitle", () => {
  it.each([
    ["◐ Claude Code", { working: true, topic: null }],
    ["◑ Fix the login", { working: true, topic: "Fix the login" }],
    ["⠂ Fix the login", { working: true, topic: "Fix the login" }],
    ["✳ Claude Code", { working: false, topic: null }],
    ["✳ Fix the login", { working: false, topic: "Fix the login" }],
    ["Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA", null],
    ["vm", null],
    ["claude", null],
    ["nvim claude.md", null],
    ["◐", null],
    ["", null]
  ])("%j", (title, wanted) => {
    assert.deepStrictEqual(readTitle(title), wanted)
  })
})

describe("visibleText", () => {
  it.each([
    ["plain", "plain"],
    ["a\u001b[31mred\u001b[0m b", "ared b"],
    ["\u001b]0;title\u0007x\u001b]8;;u\u001b\\y", "xy"],
    ["a\tb\u0000c\u009bd", "a b c d"],
    ["one\r\ntwo", "one\ntwo"],
    ["\u202egnp.exe", "gnp.exe"]
  ])("%j", (given, wanted) => {
    assert.strictEqual(visibleText(given), wanted)
  })

  it.prop("no control character is left but line breaks", [Schema.String], ([text]) => {
    assert.notMatch(visibleText(text), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  it("a name is the first line with something in it, of moderate length", () => {
    assert.strictEqual(firstLine("\n  fix it \nplease"), "fix it")
    assert.isNull(firstLine(" \n\u001b[0m"))
    assert.strictEqual(firstLine("x".repeat(200))?.length, 80)
  })
})

describe("paths", () => {
  it("the folder of a directory", () => {
    assert.strictEqual(projectName("/srv/work/my app.v2-x"), "-srv-work-my-app-v2-x")
  })

  it("the configuration directory", () => {
    assert.strictEqual(configurationDirectory("/c", "/h"), "/c")
    assert.strictEqual(configurationDirectory("", "/h"), "/h/.claude")
    assert.isNull(configurationDirectory(null, null))
  })

  it("names of records and transcripts", () => {
    assert.strictEqual(recordPid("123.json"), 123)
    for (const name of ["123.abc.key", "pid-9.json", "123.json.tmp", "json"]) assert.isNull(recordPid(name))
    assert.strictEqual(
      transcriptThread("5f83a95d-2c31-4455-9512-ad69f896cffa.jsonl"),
      "5f83a95d-2c31-4455-9512-ad69f896cffa"
    )
    assert.isNull(transcriptThread("notes.jsonl"))
  })
})

describe("decodeHistoryLine", () => {
  it("tells commands from prompts", () => {
    const line = (display: string) => JSON.stringify({ display, timestamp: 5, sessionId: "s", project: "/p" })
    assert.deepStrictEqual(decodeHistoryLine(line("/compact keep the plan")), {
      threadId: "s",
      at: 5,
      command: "/compact"
    })
    assert.deepStrictEqual(decodeHistoryLine(line("fix /etc/hosts")), { threadId: "s", at: 5, command: null })
    assert.isNull(decodeHistoryLine("{}"))
    assert.isNull(decodeHistoryLine("half"))
  })
})

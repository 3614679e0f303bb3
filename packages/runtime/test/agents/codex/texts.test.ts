import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  bornAt,
  codexHome,
  likelyFolders,
  lockThread,
  pathsBelow,
  rolloutThread
} from "../../../src/agents/codex/codexPaths.ts"
import { codexProgram, resumedThread, threadDirectory } from "../../../src/agents/codex/commandLine.ts"
import { failureOf } from "../../../src/agents/codex/failure.ts"
import { promptOf } from "../../../src/agents/codex/promptText.ts"
import { classifyScreen, showsPrompt } from "../../../src/agents/codex/screen.ts"
import { readTitle } from "../../../src/agents/codex/title.ts"
import { epoch, threadId } from "./lines.ts"
import * as screens from "./screens.ts"

describe("readTitle", () => {
  it.each([
    ["⠋ work", "working"],
    ["⠹ my project", "working"],
    ["[ ! ] Action Required | work", "asks"],
    ["[ . ] Action Required | work", "asks"],
    ["[ ! ] Action Required", "asks"],
    ["work", "plain"],
    ["", "plain"],
    ["Action Required | work", "plain"],
    ["fix [ ! ] Action Required", "plain"],
    ["⠋", "plain"],
    ["codex.md - editor", "plain"]
  ])("%s is %s", (title, expected) => assert.strictEqual(readTitle(title), expected))
})

describe("classifyScreen", () => {
  it.each([
    ["fresh", screens.fresh, null],
    ["working", screens.working, "running"],
    ["streaming text hides that it works", screens.streaming, null],
    ["done", screens.done, "done"],
    ["interrupted", screens.interrupted, "interrupted"],
    ["error", screens.error, "error(api-error)"],
    ["permission", screens.permission, "waiting(permission)"],
    ["question", screens.question, "waiting(question)"],
    ["plan", screens.plan, "waiting(plan)"],
    ["trust", screens.trust, "waiting(permission)"],
    ["access to a folder", screens.folderAccess, "waiting(permission)"],
    ["working beside a question for later", screens.workingWithQuestion, "running"],
    ["a list in the answer is no dialog", screens.listInAnswer, "done"],
    ["nothing", [], null],
    ["a shell", ["$ ls", "1. a", "2. b", "$"], null]
  ] as const)("%s", (_, screen, expected) => {
    const state = classifyScreen(screen)
    assert.strictEqual(
      state === null ? null : state.reason === null ? state.status : `${state.status}(${state.reason})`,
      expected
    )
  })

  it.prop("never throws", [Schema.Array(Schema.String), Schema.String], ([lines, prompt]) => {
    classifyScreen(lines)
    assert.isBoolean(showsPrompt(lines, prompt))
  })
})

describe("showsPrompt", () => {
  it.each([
    ["the last prompt", screens.done, "do it", true],
    ["another one", screens.done, "do that", false],
    ["what is only in the box", screens.done, "Ask Codex to do anything", false],
    ["above a dialog", screens.permission, "do it", true],
    ["an earlier one", ["› do it", "• words", "› do that", "• words", "› "], "do it", false],
    [
      "a long one that is broken into lines",
      ["› do it and then", "  do that", "", "› "],
      "do it and then do that",
      true
    ],
    ["nothing", screens.fresh, "do it", false]
  ] as const)("%s", (_, screen, prompt, expected) => assert.strictEqual(showsPrompt(screen, prompt), expected))
})

describe("promptOf", () => {
  it.each([
    ["fix it", "fix it"],
    ["  fix it\n", "fix it"],
    ["<environment_context>\n<cwd>/work</cwd>\n</environment_context>", null],
    ["<subagent_notification>done</subagent_notification>", null],
    ["<turn_aborted>x</turn_aborted>", null],
    ["# AGENTS.md instructions for /work", null],
    ["# Context from my editor\nfile\n## My request for Codex:\nfix it", "fix it"],
    ["<b>bold</b> is what I want", "<b>bold</b> is what I want"],
    ["", null]
  ])("%j", (text, expected) => assert.strictEqual(promptOf(text), expected))
})

describe("failureOf", () => {
  it.each([
    [{ message: "exceeded retry limit, last status: 429 Too Many Requests" }, "rate-limit"],
    [{ message: "x", codex_error_info: "usage_limit_exceeded" }, "rate-limit"],
    [{ message: "x", codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 403 } } }, "auth"],
    [{ message: "You've hit your usage limit." }, "rate-limit"],
    [{ message: "Your session ended. Please log in again." }, "auth"],
    [
      { message: "unexpected status 500", codex_error_info: { http_connection_failed: { http_status_code: 500 } } },
      "api-error"
    ],
    [{ message: "We are experiencing high demand" }, "api-error"],
    [{}, "api-error"]
  ])("%j", (error, expected) => assert.strictEqual(failureOf(error)?.reason, expected))
  it("nothing is no failure", () => assert.isNull(failureOf(null)))
})

describe("paths", () => {
  const a = threadId(1)
  const paths = pathsBelow("/home/me/.codex")
  it.each([
    [`rollout-2026-11-22T10-00-00-${a}.jsonl`, a],
    [`rollout-${a}.jsonl.zst`, null],
    [`${a}.jsonl`, null]
  ])("%s", (name, expected) => assert.strictEqual(rolloutThread(name), expected))
  it.each([
    [`${a}.lock`, a],
    [".coordination.lock", null]
  ])("%s", (name, expected) => assert.strictEqual(lockThread(name), expected))
  it("an id of the right kind tells when its thread was made", () => {
    assert.strictEqual(bornAt(a), epoch)
    assert.isNull(bornAt("0f9619ff-8b86-4d01-b42d-00cf4fc964ff"))
  })
  it("the rollout is looked for where the day may be, in any zone, and in today's folder", () => {
    const folders = likelyFolders(paths, a, epoch + 40 * 86_400_000)
    assert.strictEqual(folders.length, 4)
    assert.match(folders[0] ?? "", /\/sessions\/2026\/11\/2[123]$/)
    assert.match(folders[3] ?? "", /\/sessions\/2027\/01\/0[123]$/)
  })
  it.each([
    ["/x", "/home/me", "/x"],
    [null, "/home/me", "/home/me/.codex"],
    ["", "/home/me", "/home/me/.codex"],
    [null, null, null]
  ])("CODEX_HOME=%s HOME=%s", (configured, home, expected) => assert.strictEqual(codexHome(configured, home), expected))
})

describe("command lines", () => {
  const isCodex = (name: string, words: ReadonlyArray<string>) =>
    codexProgram.names.test(name) && codexProgram.matches({ name, words: ["/bin/codex", ...words] })
  it.each<readonly [string, boolean]>([
    ["codex", true],
    ["codex fix-it", true],
    ["codex resume --last", true],
    ["codex exec fix-it", true],
    ["codex-x86_64-un", true],
    ["codex app-server --listen unix://", false],
    ["codex -c a=b app-server", false],
    ["codex mcp-server", false],
    ["codex login", false],
    ["codex-linux-san", false],
    ["node", false],
    ["codexer", false]
  ])("%s: %s", (line, expected) => {
    const [name = "", ...words] = line.split(" ")
    assert.strictEqual(isCodex(name, words), expected)
  })
  it.each([
    [["codex"], "/work", "/work"],
    [["codex", "--cd", "sub"], "/work", "/work/sub"],
    [["codex", "-C", "/else"], "/work", "/else"],
    [["codex", "--cd=/else/"], "/work", "/else"],
    [["codex", "--cd", "sub"], null, null]
  ])("%j in %s begins in %s", (words, directory, expected) =>
    assert.strictEqual(threadDirectory(words, directory), expected)
  )
  it("tells which thread is taken up", () => {
    assert.deepStrictEqual(resumedThread(["codex", "resume", threadId(1).toUpperCase()]), { threadId: threadId(1) })
    assert.deepStrictEqual(resumedThread(["codex", "resume", "--last"]), { threadId: null })
    assert.isNull(resumedThread(["codex", "resume the work"]))
  })
})

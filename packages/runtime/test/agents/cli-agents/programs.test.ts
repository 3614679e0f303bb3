import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { cliAgents } from "../../../src/agents/cli-agents/CliAgents.ts"
import { isProgram, programPattern } from "../../../src/agents/namedProgram.ts"

const { matches, names } = programPattern(cliAgents.map(({ program }) => program))

const which = (name: string, words: ReadonlyArray<string>) =>
  names.test(name) && matches({ name, words })
    ? (cliAgents.find(({ program }) => isProgram(program, { name, words }))?.agent ?? null)
    : null

describe("a process", () => {
  it.each<[string, ReadonlyArray<string>, string | null]>([
    ["aider", ["/venv/bin/python3", "/venv/bin/aider", "--model", "m"], "aider"],
    ["aider", ["aider"], "aider"],
    ["python3.12", ["python3", "-m", "aider", "a.py"], "aider"],
    ["python3", ["python3", "/home/me/.local/bin/aider"], "aider"],
    ["python3", ["python3", "/home/me/.local/bin/kimi"], "kimi"],
    ["python3", ["python3", "-m", "kimi_cli"], "kimi"],
    ["node-MainThread", ["node", "/usr/local/bin/copilot"], "copilot"],
    ["node", ["node", "--no-warnings", "/n/node_modules/@github/copilot/npm-loader.js"], "copilot"],
    ["copilot", ["copilot", "--model", "m"], "copilot"],
    ["node", ["node", "/home/me/.npm/_npx/1a/node_modules/.bin/qwen"], "qwen"],
    ["bun", ["bun", "/home/me/.bun/bin/qwen"], "qwen"],
    ["node", ["/b/cursor-agent", "/home/me/.local/share/cursor-agent/versions/1/index.js"], "cursor"],
    ["cursor-agent", ["cursor-agent", "resume"], "cursor"],
    ["goose", ["goose"], "goose"],
    ["goose", ["goose", "session", "-r"], "goose"],
    ["droid", ["droid"], "droid"],
    ["crush", ["crush", "--yolo"], "crush"]
  ])("called %s with %j", (name, words, wanted) => {
    assert.strictEqual(which(name, words), wanted)
  })

  it.each<[string, string, ReadonlyArray<string>]>([
    ["an editor with a file of that name", "vim", ["vim", "codex.md", "aider.md"]],
    ["a tool for databases", "goose", ["goose", "-dir", "migrations", "postgres", "up"]],
    ["a tool for databases that reads its settings", "goose", ["goose", "up"]],
    ["a tool for containers", "copilot", ["copilot", "svc", "deploy"]],
    ["a headless run", "copilot", ["copilot", "-p", "do it"]],
    ["a script in a directory of that name", "node", ["node", "/home/me/aider/server.js"]],
    ["a directory of that name as a program", "node", ["node", "/home/me/crush"]],
    ["a script with that name among its words", "node", ["node", "/srv/app.js", "/usr/bin/qwen"]],
    ["a test of a module of that name", "python3", ["python3", "-m", "pytest", "aider"]],
    ["a longer name", "gooseberry", ["gooseberry"]],
    ["a runtime alone", "node", ["node"]],
    ["nothing", "", []]
  ])("that is %s is none", (_, name, words) => {
    assert.isNull(which(name, words))
  })

  it.prop("of any look does no harm", [Schema.String, Schema.Array(Schema.String)], ([name, words]) => {
    which(name, words)
    which("node", words)
  })
})

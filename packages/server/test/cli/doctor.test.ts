import { assert, describe, it } from "@effect/vitest"
import { judgeBuild } from "../../src/cli/doctor/checkBuild.ts"
import { judgeFileWatches } from "../../src/cli/doctor/checkFileWatches.ts"
import { judgeConfig } from "../../src/cli/doctor/checkConfig.ts"
import { type DaemonFindings, judgeDaemon } from "../../src/cli/doctor/checkDaemon.ts"
import { judgeNode } from "../../src/cli/doctor/checkProgram.ts"
import { judgeDiagnosis } from "../../src/cli/doctor/checkWatchers.ts"
import { isOldTmux, judgeTmux } from "../../src/cli/doctor/checkTmux.ts"
import { checkLines } from "../../src/cli/text/checkList.ts"
import { plain } from "../../src/cli/text/paint.ts"
import { session, state } from "./states.ts"

const states = (checks: ReadonlyArray<{ readonly name: string; readonly state: string }>) =>
  checks.map((check) => `${check.name} ${check.state}`)

const clone = "/home/me/opensessions"

describe("doctor", () => {
  it.each([
    ["3.1c", true],
    ["2.9a", true],
    ["3.2", false],
    ["3.10", false],
    ["next-3.6", false],
    ["master", false]
  ])("tmux %s is too old: %s", (version, old) => {
    assert.strictEqual(isOldTmux(version), old)
  })

  it.each([
    ["none", null, null, ["tmux problem"]],
    ["an old one", "tmux 3.1", null, ["tmux problem"]],
    ["no server", "tmux 3.3a", null, ["tmux note"]],
    ["all well", "tmux 3.3a", `3.3a\t/tmp/s\t${clone}`, ["tmux fine", "keys fine"]],
    ["S92: a server of another version", "tmux 3.4", `3.3a\t/tmp/s\t${clone}`, ["tmux problem", "keys fine"]],
    ["no plugin", "tmux 3.3a", "3.3a\t/tmp/s\t", ["tmux fine", "keys note"]],
    ["another clone's plugin", "tmux 3.3a", "3.3a\t/tmp/s\t/other", ["tmux fine", "keys problem"]]
  ])("tmux: %s", (_what, program, server, expected) => {
    assert.deepStrictEqual(states(judgeTmux(program, server, clone)), expected)
  })

  it.each([
    ["v26.10.0", "fine"],
    ["v26.4.0", "fine"],
    ["v26.3.9", "problem"],
    ["v20.20.2", "problem"]
  ])("node %s is %s", (version, expected) => {
    assert.strictEqual(judgeNode(version, "/node").state, expected)
  })

  const info = {
    product: "opensessions",
    version: "0.1.0",
    key: 2486,
    pid: 10,
    startedAt: 0,
    port: 7391,
    socket: "/run/daemon.sock",
    token: "secret"
  }
  const healthy: DaemonFindings = {
    places: { key: 2486, logFile: "/run/daemon.log" },
    version: "0.1.0",
    health: { product: "opensessions", version: "0.1.0", key: 2486, pid: 10 },
    info,
    state: state([session()]),
    now: 3_600_000
  }

  it.each([
    ["all well", {}, ["daemon fine", "port fine"]],
    ["none", { health: null, info: null, state: null }, ["daemon note"]],
    ["another version", { version: "0.2.0" }, ["daemon problem", "port fine"]],
    ["a state of another version", { state: null }, ["daemon fine", "port fine", "state problem"]],
    ["no port", { info: null, state: null }, ["daemon fine", "port problem", "state problem"]],
    ["S45: a notice", { state: state([], ["port 7391 is held"]) }, ["daemon fine", "port fine", "notice problem"]]
  ])("daemon: %s", (_what, fields, expected) => {
    const checks = judgeDaemon({ ...healthy, ...fields })
    assert.deepStrictEqual(states(checks), expected)
    assert.notInclude(JSON.stringify(checks), "secret")
  })

  it("watchers: tells those that fail, and what nobody knew", () => {
    const watcher = { name: "claude-code", state: "running", events: 3, lastEventAt: 0, failures: 0 } as const
    const quiet = { ...watcher, lastFailure: null, unknown: {} }
    assert.deepStrictEqual(states(judgeDiagnosis({ watchers: [quiet], plugins: [], unknownTmuxLines: {} }, 60_000)), [
      "watch claude-code fine"
    ])
    const failing = { ...quiet, state: "retrying" as const, failures: 2, lastFailure: "gone", unknown: { novel: 7 } }
    const checks = judgeDiagnosis({ watchers: [failing], plugins: [], unknownTmuxLines: { "%new": 2 } }, 60_000)
    assert.deepStrictEqual(states(checks), ["watch claude-code problem", "watch claude-code note", "tmux note"])
    assert.match(
      checks.map(({ text }) => text).join("\n"),
      /retrying, 3 events, last 1m ago; failed 2 times, last: gone\n.*novel \(7\)\n.*%new \(2\)/
    )
  })

  it.each([
    ["no file", null, "note"],
    ["a good one", '{ "theme": "nord", "unknown": 1 }', "fine"],
    ["a broken one", '{ "theme": ', "problem"],
    ["a wrong value", '{ "sidebarWidth": 500 }', "problem"]
  ])("config.json: %s", (_what, text, expected) => {
    const check = judgeConfig("/c/config.json", text)
    assert.strictEqual(check.state, expected)
    if (expected === "problem") assert.match(check.text, /^\/c\/config\.json:1/)
  })

  it.each([
    ['"abc"', '{ "sourceHash": "abc" }', 0],
    ['"abc"', '{ "sourceHash": "def" }', 1],
    ["", '{ "sourceHash": "def" }', 0],
    ['"abc"', "broken", 0]
  ])("build: a daemon of %j beside %j has %i problems", (running, stamp, problems) => {
    assert.lengthOf(judgeBuild(running, stamp), problems)
  })

  it.each([
    [524_288, 512, "fine"],
    [1_024, 512, "note"],
    [524_288, 16, "note"]
  ])("file watches: %i by %i is %s", (watches, instances, state) => {
    assert.strictEqual(judgeFileWatches(watches, instances)[0]?.state, state)
    assert.deepStrictEqual(judgeFileWatches(null, instances), [])
  })

  it("prints what is wrong with what to do about it", () => {
    const checks = judgeTmux("tmux 3.1", null, clone)
    assert.deepStrictEqual(checkLines(checks, plain), ["✗ tmux  3.1 is too old", "        → install tmux 3.2 or later"])
  })
})

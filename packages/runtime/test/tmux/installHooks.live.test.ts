import { assert, describe, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { daemon, live, topologyWith } from "./support/live.ts"
import { TestServer } from "./support/TestServer.ts"

const hooks = Effect.flatMap(TestServer, (server) => server.tmux("show-hooks", "-g", ";", "show-hooks", "-gw"))
const own = (lines: string) => lines.split("\n").filter((line) => /\[739\d\]/.test(line))
const patiently = Schedule.spaced("20 millis").pipe(Schedule.upTo({ times: 100 }))

describe("hooks", () => {
  it.live("of ours come and go with the daemon, and the user's stay (S49)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.tmux("set-hook", "-g", "window-layout-changed", "display-message layout")
      yield* server.tmux("set-hook", "-g", "client-attached[3]", "display-message attached")
      yield* server.tmux("set-hook", "-g", "pane-title-changed[7395]", "display-message 'left by an older version'")
      const entries = (lines: string) =>
        lines.split("\n").filter((line) => /\[\d+\]/.test(line) && !line.includes("7395"))
      const before = entries(yield* hooks)
      const during = yield* Effect.provide(hooks, daemon)
      assert.isAtLeast(own(during).length, 12)
      assert.notInclude(during, "7395")
      assert.include(during, "window-layout-changed[0] display-message layout")
      assert.include(during, "client-attached[3] display-message attached")
      assert.deepStrictEqual(entries(yield* hooks), before)
      assert.strictEqual(yield* server.tmux("show-options", "-pqv", "-t", "first:", "@opensessions-title"), "")
    }).pipe(Effect.provide(TestServer.layer))
  )

  it.live("that a killed daemon left are replaced, not doubled, and ring nowhere meanwhile", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const first = yield* Effect.provide(hooks, daemon)
      const entries = own(first).map((line) => /^(\S+\]) (.*)$/.exec(line) ?? [])
      for (const [, name = "", command = ""] of entries) yield* server.tmux("set-hook", "-g", name, command)
      yield* server.tmux("split-window", "-d", "-t", "first:", "sleep", "600")
      assert.strictEqual(yield* server.tmux("show-options", "-gqv", "@opensessions-rung"), "")
      const client = yield* server.attach("first")
      assert.notMatch(yield* client.screen, /can't find|_os_stash/)
      const second = yield* Effect.provide(hooks, daemon)
      assert.deepStrictEqual(own(second), own(first))
    }).pipe(Effect.provide(TestServer.layer))
  )

  it.live("that a configuration cleared are set again (S48)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const before = own(yield* hooks)
      yield* server.tmux(
        "set-hook",
        "-gu",
        "window-layout-changed",
        ";",
        "set-hook",
        "-g",
        "client-attached",
        "display-message x"
      )
      const again = Effect.filterOrFail(hooks, (lines) => own(lines).length === before.length)
      yield* Effect.retry(again, patiently)
      yield* server.tmux("split-window", "-d", "-t", "first:", "sleep", "600")
      yield* topologyWith(({ panes }) => panes.size === 3)
    }).pipe(Effect.provide(live))
  )

  it.live("of the user's that change windows behind our back make us look again", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.tmux("set-hook", "-g", "session-window-changed", "split-window -d -t first:0 'sleep 600'")
      yield* server.tmux("new-window", "-d", "-t", "first:", "sleep", "600")
      const ready = Effect.filterOrFail(hooks, (lines) => lines.includes("session-window-changed[7391]"))
      yield* Effect.retry(ready, patiently)
      yield* server.tmux("select-window", "-t", "first:1")
      yield* topologyWith(({ windows }) => [...windows.values()].some(({ panes }) => panes.length === 2))
    }).pipe(Effect.provide(live))
  )
})

describe("the life of the server", () => {
  it.live("is not prolonged by the stash, with or without a daemon (S38)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      yield* server.tmux("kill-session", "-t", "first")
      yield* Effect.timeout(tmux.ended, "5 seconds")
    }).pipe(Effect.provide(live))
  )

  it.live("is not ended by many panes that end at once, whatever tmux would do by itself", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      for (let round = 0; round < 5; round++) {
        const file = `${server.socketPath}.${round}`
        const wait = `until [ -e ${file} ]; do sleep 0.01; done`
        yield* server.tmux("new-session", "-d", "-s", "doomed", wait)
        for (let window = 0; window < 4; window++) yield* server.tmux("new-window", "-d", "-t", "doomed:", wait)
        yield* server.tmux("split-window", "-d", "-t", "doomed:0", wait)
        yield* topologyWith(({ panes }) => panes.size === 8)
        const pids = yield* server.tmux("list-panes", "-s", "-t", "doomed", "-F", "#{pane_pid}")
        yield* Effect.sync(() => pids.split("\n").forEach((pid) => process.kill(Number(pid), "SIGKILL")))
        yield* topologyWith(({ sessions }) => sessions.size === 2)
      }
      assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", "alive"]), ["alive"])
    }).pipe(Effect.provide(live))
  )
})

import { assert, describe, it } from "@effect/vitest"
import { CommandRefused } from "@opensessions/protocol/Command"
import { Effect, Exit, Scope, SubscriptionRef } from "effect"
import { aSession, aState, anAgent, sessionId } from "../view/states.ts"
import { fakeDaemon } from "./fakeDaemon.ts"
import { eventually, holder, type PrivateTmux, privateTmux, shows } from "./privateTmux.ts"
import { alice, bob, panesOf } from "./seenPanes.ts"

/** The session under the cursor: its marker stands in the first column, that of the client's own session is a bar. */
const cursor = (lines: ReadonlyArray<string>): string | undefined =>
  lines.find((line) => line.startsWith("›"))?.replace(/^› \d+ (\S+).*$/, "$1")

/** Two windows' worth of sidebars side by side, drawn. */
const drawn = Effect.fnUntraced(function* (tmux: PrivateTmux) {
  const panes = yield* panesOf(tmux)
  const daemon = yield* fakeDaemon()
  const host = yield* daemon.start
  yield* SubscriptionRef.set(daemon.seen, panes)
  for (const { paneId } of panes) yield* eventually(tmux.screen(paneId), shows("docs"))
  return { ...daemon, host, panes }
})

describe("PaneHost", () => {
  it.live("draws every pane that is seen, and stops with the ones that are not", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(90, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      yield* tmux.run("split-window", "-h", "-l", "15", holder)
      const { panes, seen, state } = yield* drawn(tmux)

      yield* SubscriptionRef.set(seen, panes.slice(1))
      yield* SubscriptionRef.set(state, aState([aSession(1, "renamed")]))
      yield* eventually(tmux.screen(panes[1]!.paneId), shows("renamed"))
      assert.isTrue(shows("docs")(yield* tmux.screen(panes[0]!.paneId)), "the last frame stays")
      yield* SubscriptionRef.set(seen, panes)
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("renamed"))
    })
  )

  it.live("gives each client its own cursor, which follows it from pane to pane", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(61, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      const { panes, seen } = yield* drawn(tmux)
      const [left, right] = [panes[0]!, panes[1]!]
      yield* SubscriptionRef.set(seen, [left, { ...right, client: bob }])
      yield* tmux.run("send-keys", "-t", left.paneId, "j")
      yield* tmux.run("send-keys", "-t", right.paneId, "j", "j")
      yield* eventually(tmux.screen(left.paneId), (lines) => cursor(lines) === "web")
      yield* eventually(tmux.screen(right.paneId), (lines) => cursor(lines) === "docs")

      yield* SubscriptionRef.set(seen, [right])
      yield* eventually(tmux.screen(right.paneId), (lines) => cursor(lines) === "web")
      yield* SubscriptionRef.set(seen, [{ ...left, client: bob }])
      yield* eventually(tmux.screen(left.paneId), (lines) => cursor(lines) === "docs")
    })
  )

  it.live("gives commands of keys with the client, window and pane where they were pressed (S59)", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const { commands, panes } = yield* drawn(tmux)
      yield* tmux.run("send-keys", "-t", panes[0]!.paneId, "j")
      yield* eventually(tmux.screen(panes[0]!.paneId), (lines) => cursor(lines) === "web")
      yield* tmux.run("send-keys", "-t", panes[0]!.paneId, "Enter")
      yield* eventually(
        Effect.sync(() => commands[0]),
        (command) => command !== undefined
      )
      assert.deepInclude(commands[0], {
        _tag: "SwitchToSession",
        sessionId: sessionId(2),
        origin: { client: alice, windowId: panes[0]!.windowId, paneId: panes[0]!.paneId }
      })
    })
  )

  it.live("says in the footer why a command was refused, or that it broke", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const panes = yield* panesOf(tmux)
      let answer: Effect.Effect<void, CommandRefused> = new CommandRefused({ reason: "no such session" })
      const daemon = yield* fakeDaemon(() => Effect.suspend(() => answer))
      yield* daemon.start
      yield* SubscriptionRef.set(daemon.seen, panes)
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("docs"))
      yield* tmux.run("send-keys", "-t", panes[0]!.paneId, "Enter")
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("no such session"))
      answer = Effect.die(new Error("a bug"))
      yield* tmux.run("send-keys", "-t", panes[0]!.paneId, "Enter")
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("something went wrong"))
    })
  )

  it.live("takes clicks and the wheel where the frame shows the row", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const { commands, panes } = yield* drawn(tmux)
      yield* tmux.run("set-option", "-g", "mouse", "on")
      const y = (yield* tmux.screen(panes[0]!.paneId)).findIndex((line) => line.includes("docs")) + 1
      const outer = yield* privateTmux(
        26,
        24,
        `TMUX= tmux -S '${yield* tmux.run("display", "-p", "#{socket_path}")}' attach`
      )
      yield* eventually(outer.screen(panes[0]!.paneId), shows("docs"))
      const press = Buffer.from(`\x1b[<0;5;${y}M`).toString("hex").match(/../g)!
      const lift = Buffer.from(`\x1b[<0;5;${y}m`).toString("hex").match(/../g)!
      yield* outer.run("send-keys", "-H", ...press)
      yield* outer.run("send-keys", "-H", ...lift)
      yield* eventually(
        Effect.sync(() => commands[0]),
        (command) => command !== undefined
      )
      assert.deepInclude(commands[0], { _tag: "SwitchToSession", sessionId: sessionId(3) })
    })
  )

  it.live("follows a pane's size as tmux tells it, and moves nothing into the history", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(40, 24)
      const { panes, seen } = yield* drawn(tmux)
      const { paneId } = panes[0]!
      for (const [width, height] of [
        [26, 24],
        [60, 30],
        [20, 9],
        [26, 50]
      ] as const) {
        yield* tmux.run("resize-window", "-x", String(width), "-y", String(height))
        yield* tmux.run("clear-history", "-t", paneId)
        yield* SubscriptionRef.set(seen, yield* panesOf(tmux))
        const rule = (lines: ReadonlyArray<string>) => lines.some((line) => line === "─".repeat(width))
        yield* eventually(tmux.screen(paneId), (lines) => shows("sessions")(lines) && (height < 12 || rule(lines)))
        assert.strictEqual(yield* tmux.run("display", "-p", "-t", paneId, "#{history_size}"), "0")
      }
    })
  )

  it.live("goes on with the others when a pane is closed while it is drawn", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(90, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      yield* tmux.run("split-window", "-h", "-l", "15", holder)
      const { host, panes, seen, state } = yield* drawn(tmux)
      const storm = Effect.gen(function* () {
        for (let n = 0; ; n++) {
          yield* SubscriptionRef.set(state, aState([aSession(1, `api${n % 7}`, { agents: [anAgent("running")] })]))
          yield* Effect.sleep("1 millis")
        }
      })
      yield* Effect.forkScoped(storm)
      yield* Effect.sleep("50 millis")
      yield* tmux.run("kill-pane", "-t", panes[1]!.paneId)
      const health = yield* eventually(host.panes, (all) => all.some(({ failures }) => failures > 0))
      assert.deepStrictEqual(
        health.map(({ attached }) => attached),
        [true, false, true]
      )
      yield* SubscriptionRef.set(seen, [panes[0]!, panes[2]!])
      yield* SubscriptionRef.set(state, aState([aSession(1, "calm")]))
      yield* eventually(tmux.screen(panes[0]!.paneId), (lines) => lines.some((line) => line.includes("api")))
      assert.strictEqual((yield* host.panes).length, 2)
    })
  )

  it.live("draws in a pane's new terminal when its command was started anew", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const { panes, seen } = yield* drawn(tmux)
      yield* tmux.run("respawn-pane", "-k", "-t", panes[0]!.paneId, holder)
      assert.isFalse(shows("docs")(yield* tmux.screen(panes[0]!.paneId)))
      yield* SubscriptionRef.set(seen, yield* panesOf(tmux))
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("docs"))
    })
  )

  it.live("releases a pane whose drawing fails and attaches it again, and draws the others meanwhile", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(61, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      const { host, panes, seen, state } = yield* drawn(tmux)
      yield* SubscriptionRef.set(seen, [panes[0]!, { ...panes[1]!, client: bob }])
      let poisoned = 1
      yield* SubscriptionRef.set(state, {
        ...aState([aSession(1, "after")]),
        get theme(): string {
          if (poisoned-- > 0) throw new Error("a view that cannot be drawn")
          return "catppuccin-mocha"
        }
      })
      yield* eventually(host.panes, (all) => all.some(({ failures }) => failures === 1))
      for (const { paneId } of panes) yield* eventually(tmux.screen(paneId), shows("after"))
      assert.isTrue((yield* host.panes).every(({ attached }) => attached))
    })
  )

  it.live("leaves no listener, descriptor or timer behind after sixty rounds, and the process as it was", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const events = ["exit", "warning", "uncaughtException", "unhandledRejection", "SIGINT", "SIGWINCH"] as const
      const listeners = () => events.map((event) => process.listenerCount(event))
      const before = { console: globalThis.console, listeners: listeners() }
      const { panes, seen } = yield* drawn(tmux)
      assert.deepStrictEqual(listeners(), before.listeners)
      const handles = () => process.getActiveResourcesInfo().filter((name) => name === "TTYWrap").length
      for (let round = 0; round < 60; round++) {
        yield* SubscriptionRef.set(seen, [])
        yield* eventually(Effect.sync(handles), (open) => open === 0)
        yield* SubscriptionRef.set(seen, panes)
        yield* eventually(Effect.sync(handles), (open) => open === 1)
      }
      assert.deepStrictEqual(listeners(), before.listeners)
      assert.strictEqual(globalThis.console, before.console)
    })
  )

  it.live("can be left at any moment of attaching, painting and resizing", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(61, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      const { host, panes, seen, state } = yield* drawn(tmux)
      for (let round = 0; round < 150; round++) {
        const chosen = panes.filter((_, index) => ((round >> index) & 1) === 1)
        yield* SubscriptionRef.set(
          seen,
          chosen.map((pane) => ({ ...pane, height: 10 + (round % 14) }))
        )
        yield* SubscriptionRef.set(state, aState([aSession(1, `round${round}`)]))
        // Sleeps of 0 to 4 ms meet each step of an attachment, which takes about 4.
        yield* Effect.sleep((round * 0.7) % 5)
      }
      yield* SubscriptionRef.set(seen, panes)
      for (const { paneId } of panes) yield* eventually(tmux.screen(paneId), shows("round149"))
      assert.deepStrictEqual(
        (yield* host.panes).map(({ failures }) => failures),
        [0, 0]
      )
    })
  )

  it.live("is gone with its scope, within a moment", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 24)
      const panes = yield* panesOf(tmux)
      const daemon = yield* fakeDaemon()
      const scope = yield* Scope.make()
      yield* daemon.start.pipe(Scope.provide(scope))
      yield* SubscriptionRef.set(daemon.seen, panes)
      yield* eventually(tmux.screen(panes[0]!.paneId), shows("docs"))
      const before = performance.now()
      yield* Scope.close(scope, Exit.void)
      assert.isBelow(performance.now() - before, 100)
      assert.isTrue(shows("docs")(yield* tmux.screen(panes[0]!.paneId)))
    })
  )
})

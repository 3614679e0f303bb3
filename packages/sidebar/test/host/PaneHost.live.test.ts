import { assert, describe, it } from "@effect/vitest"
import { CommandRefused } from "@opensessions/protocol/Command"
import { Effect, SubscriptionRef } from "effect"
import { aSession, aState, sessionId } from "../view/states.ts"
import { drawn, fakeDaemon } from "./fakeDaemon.ts"
import { eventually, holder, privateTmux, shows } from "./privateTmux.ts"
import { alice, bob, panesOf } from "./seenPanes.ts"

/** The session under the cursor: its marker stands in the first column, that of the client's own session is a bar. */
const cursor = (lines: ReadonlyArray<string>): string | undefined =>
  lines.find((line) => line.startsWith("›"))?.replace(/^› \d+ (\S+).*$/, "$1")

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
})

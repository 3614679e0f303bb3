/** Panes that go, fail or are left: each is on its own, and the process is as it was. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Scope, SubscriptionRef } from "effect"
import { aSession, aState, anAgent } from "../view/states.ts"
import { drawn, fakeDaemon } from "./fakeDaemon.ts"
import { eventually, holder, privateTmux, shows } from "./privateTmux.ts"
import { bob, panesOf } from "./seenPanes.ts"

describe("PaneHost in trouble", () => {
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

  it.live("waits for nobody: a terminal that is not read holds up neither the process nor the other panes", () =>
    Effect.gen(function* () {
      const stuck = yield* privateTmux(26, 24)
      const [stuckPane] = yield* panesOf(stuck)
      const tmux = yield* privateTmux(61, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      const { panes, seen, state } = yield* drawn(tmux)
      const right = panes[1]!
      yield* SubscriptionRef.set(seen, [{ ...stuckPane!, client: bob }, right])
      yield* eventually(stuck.screen(stuckPane!.paneId), shows("docs"))
      const server = Number(yield* stuck.run("display", "-p", "#{pid}"))
      yield* Effect.acquireRelease(
        Effect.sync(() => process.kill(server, "SIGSTOP")),
        () => Effect.sync(() => process.kill(server, "SIGCONT"))
      ).pipe(
        Effect.andThen(
          Effect.gen(function* () {
            for (let n = 0; n < 100; n++) {
              // Every row changes, so that the terminal's buffer is full long before the end.
              const names = Array.from({ length: 9 }, (_, index) => aSession(index + 1, `${n}-${index}`.repeat(3)))
              yield* SubscriptionRef.set(state, aState(names))
              yield* Effect.sleep("25 millis")
            }
            yield* eventually(tmux.screen(right.paneId), shows("99-899-8"))
          })
        ),
        Effect.scoped
      )
      yield* eventually(stuck.screen(stuckPane!.paneId), shows("99-899-8"))
    })
  )

  it.live("outlives the tmux server, and draws in the next one (S52)", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(61, 24)
      yield* tmux.run("split-window", "-h", "-l", "30", holder)
      const { host, panes, seen, state } = yield* drawn(tmux)
      yield* tmux.run("kill-server")
      yield* SubscriptionRef.set(state, aState([aSession(1, "painted into the void")]))
      yield* eventually(host.panes, (all) => all.every(({ attached }) => !attached))
      const next = yield* privateTmux(26, 24)
      const [pane] = yield* panesOf(next)
      yield* SubscriptionRef.set(seen, [pane!])
      yield* eventually(next.screen(panes[0]!.paneId), shows("painted into"))
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
      // Only the detail says what a thread is called.
      const agent = {
        ...anAgent("running"),
        get threadName(): string {
          if (poisoned-- > 0) throw new Error("a view that cannot be drawn")
          return "mended"
        }
      }
      yield* SubscriptionRef.set(state, aState([aSession(1, "after", { agents: [agent] })]))
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

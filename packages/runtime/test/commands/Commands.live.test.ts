import { Command, noOrigin } from "@opensessions/protocol/Command"
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { spawn } from "node:child_process"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { Commands } from "../../src/commands/Commands.ts"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../src/tmux/TmuxTopology.ts"
import { eventually, eventuallySidebarsIn, format, panes, stays } from "../sidebars/support/look.ts"
import { daemon } from "../sidebars/support/sidebarLayers.ts"
import { TestServer } from "../tmux/support/TestServer.ts"

const { cases } = Command
const withServer = Effect.provide(TestServer.layer)
const from = (tty: string) => ({ ...noOrigin, client: tty as ClientName })

/** Makes sessions of one window each and gives the id of each by its name. */
const sessions = Effect.fnUntraced(function* (...names: ReadonlyArray<string>) {
  const { tmux } = yield* TestServer
  const made = yield* Effect.forEach(names, (name) =>
    tmux("new-session", "-d", "-P", "-F", "#{session_id}", "-s", name, "-x", "100", "-y", "30")
  )
  const ids = new Map(names.map((name, i) => [name, made[i] as SessionId]))
  return (name: string) => ids.get(name) ?? ("$999" as SessionId)
})

/** Client → the name of its session. */
const places = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const lines = (yield* tmux("list-clients", "-F", "#{client_tty} #{session_name}")).split("\n")
  return new Map(lines.map((line): [string, string] => [line.split(" ")[0] ?? "", line.split(" ").slice(1).join(" ")]))
})

const isIn = (tty: string, session: string) =>
  eventually(`${tty} in ${session}`, places, (seen) => seen.get(tty) === session)

it.live("S59: the client that acted moves, and no other", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    const id = yield* sessions("second", "third")
    const anna = yield* attach("first")
    const ben = yield* attach("first")
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      yield* run(cases.SwitchToSession.make({ origin: from(anna.tty), sessionId: id("second"), landing: "content" }))
      yield* run(cases.SwitchToIndex.make({ origin: from(ben.tty), index: 3, landing: "content" }))
      yield* isIn(anna.tty, "second")
      yield* isIn(ben.tty, "third")
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S67: a session called 1, api or api-v2 is the one that was meant", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    const id = yield* sessions("api-v2", "api", "1", "0", "=first")
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      for (const name of ["api", "1", "0", "api-v2", "=first"]) {
        yield* run(cases.SwitchToSession.make({ origin: from(client.tty), sessionId: id(name), landing: "content" }))
        yield* isIn(client.tty, name)
      }
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

/** A control-mode client, such as a terminal that shows tmux's windows as its own. */
const attachControl = Effect.fnUntraced(function* (session: string) {
  const { socketPath } = yield* TestServer
  yield* Effect.acquireRelease(
    Effect.sync(() =>
      spawn("tmux", ["-S", socketPath, "-C", "attach-session", "-t", session], { stdio: ["pipe", "ignore", "ignore"] })
    ),
    (child) => Effect.sync(() => child.stdin.end())
  )
  yield* eventually("a control client", controlPlaces, (seen) => seen.includes(session))
})

/** The sessions of control-mode clients. */
const controlPlaces = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const lines = (yield* tmux("list-clients", "-F", "#{client_control_mode} #{session_name}")).split("\n")
  return lines.flatMap((line) => (line.startsWith("1 ") ? [line.slice(2)] : []))
})

it.live("S68: a control-mode client is never the one that moves", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    const id = yield* sessions("second")
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      yield* attachControl("first")
      yield* run(cases.SwitchToSession.make({ origin: noOrigin, sessionId: id("second"), landing: "content" }))
      yield* isIn(client.tty, "second")
      yield* stays("the control clients where they were", controlPlaces, (seen) =>
        ["first", "_os_stash"].every((name) => seen.includes(name))
      )
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S66: next and previous go from where the one before led, and stop at the ends", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    yield* sessions("second", "third", "zfourth")
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      const by = (step: 1 | -1) =>
        run(cases.SwitchRelative.make({ origin: from(client.tty), by: step, landing: "content" }))
      yield* Effect.all([by(1), by(1)], { concurrency: "unbounded" })
      yield* isIn(client.tty, "third")
      yield* Effect.all([by(1), by(1), by(1)], { concurrency: "unbounded" })
      yield* isIn(client.tty, "zfourth")
      yield* Effect.all([by(-1), by(-1), by(-1), by(-1), by(-1)], { concurrency: "unbounded" })
      yield* isIn(client.tty, "first")
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S30, S64: a switch finds the destination's sidebar there, of its width, and lands where it is to", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const id = yield* sessions("second")
    const client = yield* attach("first")
    const window = (name: string) => format("#{window_id}", `${name}:`)
    const [first, second] = [yield* window("first"), yield* window("second")]
    const active = Effect.map(panes, (all) => all.find((pane) => pane.window === second && pane.active))
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      const { notifications: _, ...tmuxService } = yield* Tmux
      const origin = from(client.tty)
      const go = (name: string, landing: "content" | "sidebar") =>
        run(cases.SwitchToSession.make({ origin, sessionId: name === "first" ? firstId : id(name), landing }))
      const firstId = (yield* format("#{session_id}", "first:")) as SessionId
      yield* run(cases.RevealSidebar.make({ origin, focus: false }))
      yield* eventuallySidebarsIn([first])
      // Never visited before: its sidebar is made before the client comes.
      yield* go("second", "sidebar")
      const [arrived] = yield* tmuxService.run([
        "list-panes",
        "-t",
        second,
        "-F",
        "#{@opensessions-sidebar} #{pane_active}"
      ])
      assert.strictEqual(arrived, "1 1")
      yield* go("first", "content")
      yield* client.resize(180, 50)
      const known = Effect.map((yield* TmuxTopology).current, ({ windows }) => windows.get(first as WindowId)?.width)
      yield* eventually("the new size", known, (width) => width === 180)
      assert.strictEqual(yield* format("#{window_width}", second), "100")
      yield* go("second", "content")
      const widths = yield* tmuxService.run([
        "list-panes",
        "-t",
        second,
        "-F",
        "#{pane_width} #{window_width} #{pane_active}"
      ])
      assert.deepStrictEqual(widths, ["26 180 0", "153 180 1"])
      assert.isFalse((yield* active)?.sidebar)
      assert.strictEqual(yield* tmux("show-options", "-w", "-t", second, "window-size"), "")
      yield* go("second", "sidebar")
      yield* eventually("the sidebar's focus", active, (pane) => pane?.sidebar === true)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("a pane in another window of another session is gone to, and a zoom there is kept", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* sessions("second")
    yield* tmux("new-window", "-d", "-t", "second:")
    const pane = (yield* tmux("split-window", "-P", "-F", "#{pane_id}", "-t", "second:1")) as PaneId
    yield* tmux("resize-pane", "-Z", "-t", pane)
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      yield* run(cases.FocusPane.make({ origin: from(client.tty), paneId: pane }))
      yield* isIn(client.tty, "second")
      const at = format("#{pane_id} #{window_zoomed_flag}", "second:")
      assert.strictEqual(yield* at, `${pane} 1`)
      const gone = yield* Effect.flip(run(cases.FocusPane.make({ origin: noOrigin, paneId: "%999" as PaneId })))
      assert.strictEqual(gone.reason, "This pane is gone.")
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("what can't be done is refused with a sentence, and a key's refusal is shown to who pressed it", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* Effect.gen(function* () {
      const { run } = yield* Commands
      const refusal = (command: Command) => Effect.map(Effect.flip(run(command)), ({ reason }) => reason)
      const gone = cases.SwitchToSession.make({ origin: noOrigin, sessionId: "$99" as SessionId, landing: "content" })
      assert.strictEqual(yield* refusal(gone), "No terminal is attached to this tmux server.")
      const client = yield* attach("first")
      yield* eventually(
        "a client that is known",
        Effect.result(run(cases.FocusPane.make({ origin: noOrigin, paneId: "%0" as PaneId }))),
        (r) => r._tag === "Success"
      )
      assert.strictEqual(yield* refusal(gone), "This session is gone.")
      const ninth = cases.SwitchToIndex.make({ origin: noOrigin, index: 9, landing: "content" })
      assert.strictEqual(yield* refusal(ninth), "There is no session 9 in the sidebar.")
      assert.strictEqual(yield* refusal(cases.JumpToAttention.make({ origin: noOrigin })), "No agent needs you.")
      const ring = yield* (yield* Tmux).ringCommand(["switch", "9", "#{client_name}", "#{window_id}", "#{pane_id}"])
      yield* tmux("bind-key", "-n", "F5", ring)
      yield* client.press("F5")
      yield* eventually("the sentence", client.screen, (screen) =>
        screen.includes("There is no session 9 in the sidebar.")
      )
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("keys do what they ring", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* sessions("second")
    const client = yield* attach("first")
    const first = yield* format("#{window_id}", "first:")
    yield* Effect.gen(function* () {
      const { ringCommand } = yield* Tmux
      const place = ["#{client_name}", "#{window_id}", "#{pane_id}"]
      const keys = [
        ["F1", "toggle"],
        ["F2", "switch", "2"],
        ["F3", "previous"],
        ["F4", "quit"]
      ] as const
      for (const [key, ...words] of keys) yield* tmux("bind-key", "-n", key, yield* ringCommand([...words, ...place]))
      yield* client.press("F1")
      yield* eventuallySidebarsIn([first])
      yield* client.press("F2")
      yield* isIn(client.tty, "second")
      yield* client.press("F3")
      yield* isIn(client.tty, "first")
      yield* client.press("F1")
      yield* eventuallySidebarsIn([])
      yield* client.press("F4")
      yield* (yield* Commands).quitRequested.pipe(Effect.timeout("5 seconds"))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

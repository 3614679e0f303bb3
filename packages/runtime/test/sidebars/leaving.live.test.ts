import { noOrigin } from "@opensessions/protocol/Command"
import type { WindowId } from "@opensessions/protocol/Ids"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { Sidebars } from "../../src/sidebars/Sidebars.ts"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { daemon } from "./support/sidebarLayers.ts"
import { eventually, eventuallySidebarsIn, format, panes, sidebars, windowsOf } from "./support/look.ts"

const withServer = Effect.provide(TestServer.layer)

/** What each client with a terminal looks at: session, window, and whether the focus is on content. */
const views = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const fields = "#{client_tty} #{session_name} #{window_id} #{?@opensessions-sidebar,sidebar,content}"
  const lines = yield* tmux("list-clients", "-f", "#{client_tty}", "-F", fields).pipe(
    Effect.catchDefect(() => tmux("list-clients", "-F", fields))
  )
  return new Map(
    lines
      .split("\n")
      .filter((line) => line.startsWith("/"))
      .map((line): [string, string] => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)])
  )
})

const sees = (tty: string, what: string) => eventually(`${tty} sees ${what}`, views, (seen) => seen.get(tty) === what)

const sessionNames = Effect.flatMap(TestServer, ({ tmux }) => tmux("list-sessions", "-F", "#{session_name}"))

it.live("S36: with its last content pane a window goes, and the client lands on content in another window", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    yield* tmux("new-window", "-t", "first:")
    const [stays = "", goes = ""] = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn([stays, goes])
      yield* client.type("exit\n")
      yield* sees(client.tty, `first ${stays} content`)
      yield* eventuallySidebarsIn([stays])
      assert.lengthOf(yield* panes, 2)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S37: with the last window of a session its clients go to the previous session in displayed order", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    for (const name of ["second", "third"]) yield* tmux("new-session", "-d", "-s", name, "-x", "100", "-y", "30")
    const client = yield* attach("second")
    const other = yield* attach("second")
    const bystander = yield* attach("third")
    const [first = "", second = "", third = ""] = yield* Effect.forEach(["first", "second", "third"], (name) =>
      format("#{window_id}", `${name}:`)
    )
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn([second, third])
      yield* client.type("exit\n")
      yield* sees(client.tty, `first ${first} content`)
      yield* sees(other.tty, `first ${first} content`)
      yield* sees(bystander.tty, `third ${third} content`)
      yield* eventually("no second session", sessionNames, (names) => !names.includes("second"))
      yield* eventuallySidebarsIn([first, third])
      // The first session has no previous one: its clients go to the next. Killed, not left.
      yield* tmux("kill-pane", "-t", yield* contentOf(first))
      yield* sees(client.tty, `third ${third} content`)
      yield* eventuallySidebarsIn([third])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

const contentOf = (window: string) =>
  Effect.map(panes, (all) => all.find((pane) => pane.window === window && !pane.sidebar)?.pane ?? "")

it.live("S38: with the last session everything ends", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const tmux = yield* Tmux
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* client.type("exit\n")
      yield* tmux.ended.pipe(Effect.timeout("5 seconds"))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S38: hidden sidebars do not keep the server alive either", () =>
  Effect.gen(function* () {
    const { attach } = yield* TestServer
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const tmux = yield* Tmux
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* service.hide
      yield* eventuallySidebarsIn([])
      yield* client.type("exit\n")
      yield* tmux.ended.pipe(Effect.timeout("5 seconds"))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S39: a dead pane that the user keeps is not swept away", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* tmux("set-option", "-w", "-t", window, "remain-on-exit", "on")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn([window])
      yield* client.type("exit\n")
      yield* eventually("a dead pane", format("#{pane_dead}", window), (dead) => dead === "1")
      yield* tmux("new-window", "-d", "-t", "first:")
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      assert.lengthOf(yield* panes, 4)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("no person stays in the stash", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    yield* tmux("set-option", "-g", "detach-on-destroy", "off")
    yield* tmux("new-session", "-d", "-s", "second", "-x", "100", "-y", "30")
    const second = yield* format("#{window_id}", "second:")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* tmux("switch-client", "-c", client.tty, "-t", "_os_stash")
      // It stands before the first by its name, so this was the way back to the last one.
      yield* sees(client.tty, `second ${second} content`)
      yield* tmux("kill-session", "-t", "second")
      yield* sees(client.tty, `first ${(yield* windowsOf("first"))[0]} content`)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("what a command without a target put into the stash comes to where the person is", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* tmux("new-session", "-d", "-s", "second", "-x", "100", "-y", "30")
    yield* attach("second")
    yield* Effect.gen(function* () {
      const split = yield* tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", "_os_stash:ring")
      const made = yield* tmux("new-window", "-d", "-P", "-F", "#{pane_id}", "-t", "_os_stash:")
      for (const pane of [split, made]) {
        yield* eventually("a place in the second session", format("#{session_name}", pane), (name) => name === "second")
      }
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("second"))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("where that is configured a window without content gets a shell in the session's directory", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* tmux("new-session", "-d", "-s", "elsewhere", "-c", "/usr", "-x", "100", "-y", "30")
    const client = yield* attach("elsewhere")
    const [window = ""] = yield* windowsOf("elsewhere")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show({ ...noOrigin, windowId: window as WindowId })
      yield* eventuallySidebarsIn([window])
      const before = yield* contentOf(window)
      yield* client.type("exit\n")
      const after = yield* eventually("a new shell", contentOf(window), (pane) => pane !== "" && pane !== before)
      yield* eventuallySidebarsIn([window])
      yield* sees(client.tty, `elsewhere ${window} content`)
      yield* eventually("its directory", format("#{pane_current_path}", after), (path) => path === "/usr")
      assert.lengthOf(yield* sidebars, 1)
    }).pipe(Effect.provide(daemon({ lonelySidebar: "shell" })))
  }).pipe(withServer)
)

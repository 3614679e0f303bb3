import { noOrigin } from "@opensessions/protocol/Command"
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { assert, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { Sidebars } from "../../src/sidebars/Sidebars.ts"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { daemon } from "./support/sidebarLayers.ts"
import { eventually, eventuallySidebarsIn, format, panes, sidebars, stays, windowsOf } from "./support/look.ts"

const withServer = Effect.provide(TestServer.layer)
const inWindow = (windowId: string) => ({ ...noOrigin, windowId: windowId as WindowId })

it.live("S1, S2: the focus never leaves the content, and no key goes astray, while ten sidebars come", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    for (let i = 0; i < 9; i++) yield* tmux("new-window", "-d", "-t", "first:")
    const [first = ""] = yield* windowsOf("first")
    yield* tmux("respawn-pane", "-k", "-t", first, "cat")
    const content = yield* format("#{pane_id}", first)
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      const { notifications } = yield* Tmux
      const moves: Array<string> = []
      yield* notifications.pipe(
        Stream.filter(({ _tag }) => _tag === "WindowPaneChanged"),
        Stream.runForEach((move) => Effect.sync(() => moves.push(JSON.stringify(move)))),
        Effect.forkScoped({ startImmediately: true })
      )
      const text = "abcdefghijklmnopqrstuvwxyz0123456789"
      const typing = yield* Effect.forEach([...text], (key) => client.type(key)).pipe(Effect.forkScoped)
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* Fiber.join(typing)
      const screen = tmux("capture-pane", "-p", "-t", content)
      yield* eventually("the typed text", screen, (lines) => lines.includes(text))
      assert.isTrue((yield* panes).every(({ active, sidebar }) => active !== sidebar))
      assert.deepStrictEqual(moves, [])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S6, S103: a session made in the background has no sidebar before a client comes", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* tmux("new-session", "-d", "-s", "background")
      yield* tmux("new-window", "-d", "-t", "background:")
      yield* tmux("new-window", "-d", "-t", "first:")
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* stays("no sidebar behind", sidebars, (seen) => seen.every(({ session }) => session === "first"))
      yield* tmux("switch-client", "-c", client.tty, "-t", "background")
      yield* eventuallySidebarsIn([...(yield* windowsOf("first")), ...(yield* windowsOf("background"))])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S7: requests that come at once make one sidebar a window, and a second one that appears goes", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      const ask = [service.show(noOrigin), service.reveal(noOrigin, false), service.show(noOrigin)]
      const more = Effect.forEach([1, 2, 3, 4], () => tmux("new-window", "-t", "first:"), { concurrency: "unbounded" })
      yield* Effect.all([...ask, more, ...ask], { concurrency: "unbounded" })
      const windows = yield* windowsOf("first")
      yield* eventuallySidebarsIn(windows)
      const [kept] = yield* sidebars
      const second = yield* tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", windows[0] ?? "", "sleep 600")
      yield* tmux("set-option", "-p", "-t", second, "@opensessions-sidebar", "1")
      yield* eventuallySidebarsIn(windows)
      assert.include(
        (yield* sidebars).map(({ pane }) => pane),
        kept?.pane
      )
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S8: linked windows and grouped sessions have one sidebar a window", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* tmux("new-session", "-d", "-s", "twin", "-t", "first")
    yield* tmux("new-session", "-d", "-s", "other")
    const [linked = ""] = yield* windowsOf("other")
    yield* tmux("link-window", "-d", "-s", linked, "-t", "first:")
    yield* attach("first")
    yield* attach("twin")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* tmux("kill-session", "-t", "twin")
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* service.hide
      yield* eventuallySidebarsIn([])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S10: hidden stays hidden across windows, sessions and a new daemon", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    yield* tmux("new-session", "-d", "-s", "second")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* service.hide
      yield* tmux("new-window", "-t", "first:")
      yield* tmux("switch-client", "-c", client.tty, "-t", "second")
      yield* tmux("select-window", "-t", "first:0")
      yield* stays("no sidebar", sidebars, (seen) => seen.length === 0)
    }).pipe(Effect.provide(daemon()))
    yield* Effect.gen(function* () {
      assert.isFalse(yield* (yield* Sidebars).visible)
      yield* tmux("switch-client", "-c", client.tty, "-t", "first")
      yield* tmux("new-window", "-t", "first:")
      yield* stays("no sidebar", sidebars, (seen) => seen.length === 0)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S11: a new daemon adopts the sidebars that it finds, shown and hidden ones", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("new-window", "-d", "-t", "first:")
    const windows = yield* windowsOf("first")
    yield* Effect.provide(
      Effect.flatMap(Sidebars, ({ show }) => show(noOrigin)).pipe(Effect.andThen(eventuallySidebarsIn(windows))),
      daemon()
    )
    const before = yield* sidebars
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      assert.isTrue(yield* service.visible)
      yield* tmux("new-window", "-d", "-t", "first:")
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* service.hide
      yield* eventuallySidebarsIn([])
    }).pipe(Effect.provide(daemon()))
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
    }).pipe(Effect.provide(daemon()))
    const identity = ({ pane, pid, window }: (typeof before)[number]) => `${pane} ${pid} ${window}`
    assert.includeMembers((yield* sidebars).map(identity), before.map(identity))
  }).pipe(withServer)
)

it.live("S12, S21: a sidebar that somebody killed stays away until it is revealed, and reveal hides nothing", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("new-window", "-d", "-t", "first:")
    const [here = "", there = ""] = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(inWindow(here))
      const both = yield* eventuallySidebarsIn([here, there])
      yield* tmux("kill-pane", "-t", both.find(({ window }) => window === here)?.pane ?? "")
      yield* eventuallySidebarsIn([there])
      yield* tmux("split-window", "-d", "-t", here)
      yield* tmux("new-window", "-d", "-t", "first:")
      const [, , third = ""] = yield* windowsOf("first")
      yield* eventuallySidebarsIn([there, third])
      assert.isTrue(yield* service.reveal(inWindow(here), true))
      const all = yield* eventuallySidebarsIn([here, there, third])
      assert.isTrue(all.find(({ window }) => window === here)?.active)
      assert.isTrue(yield* service.reveal(inWindow(here), true))
      assert.lengthOf(yield* sidebars, 3)
      yield* service.focusContent(inWindow(here))
      assert.isTrue((yield* panes).every(({ active, sidebar }) => active !== sidebar || !active))
      assert.isFalse((yield* sidebars).some(({ active }) => active))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S13: a toggle hides all from a window with a sidebar, shows all from one without", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("new-window", "-d", "-t", "first:")
    const [here = "", there = ""] = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.toggle(inWindow(here))
      const both = yield* eventuallySidebarsIn([here, there])
      yield* tmux("kill-pane", "-t", both.find(({ window }) => window === here)?.pane ?? "")
      yield* eventuallySidebarsIn([there])
      yield* service.toggle(inWindow(here))
      yield* eventuallySidebarsIn([here, there])
      yield* service.toggle(inWindow(there))
      yield* eventuallySidebarsIn([])
      const origin = { ...noOrigin, paneId: (yield* format("#{pane_id}", here)) as PaneId }
      yield* service.toggle(origin)
      yield* eventuallySidebarsIn([here, there])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

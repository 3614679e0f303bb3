import { noOrigin } from "@opensessions/protocol/Command"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { Sidebars } from "../../src/sidebars/Sidebars.ts"
import { plainLayout } from "../../src/tmux/plainLayout.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { daemon } from "./support/sidebarLayers.ts"
import { eventually, eventuallySidebarsIn, format, panes, sidebars, stays, windowsOf } from "./support/look.ts"

const withServer = Effect.provide(TestServer.layer)

/** Content panes' widths from left to right. */
const contentWidths = Effect.map(panes, (all) =>
  all
    .filter(({ sidebar }) => !sidebar)
    .toSorted((a, b) => a.left - b.left)
    .map(({ width }) => width)
)

const layouts = (session: string) =>
  Effect.map(
    Effect.flatMap(TestServer, ({ tmux }) =>
      tmux("list-windows", "-t", session, "-F", "#{window_id} #{window_layout}")
    ),
    (lines) => lines.replaceAll(/\S+$/gm, plainLayout)
  )

it.live("S27: the columns of a pane that exits beside the sidebar go to the content", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    const first = yield* format("#{pane_id}", window)
    yield* tmux("split-window", "-h", "-t", window)
    yield* tmux("select-pane", "-t", first)
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn([window])
      yield* tmux("kill-pane", "-t", first)
      yield* eventually("all columns", contentWidths, (widths) => JSON.stringify(widths) === "[73]")
      yield* eventuallySidebarsIn([window])
      const active = yield* eventually("focus on content", panes, (all) => all.some((p) => p.active && !p.sidebar))
      assert.lengthOf(active, 2)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S22, S23, S33: a client's new size changes no width, and the content keeps its proportions", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* tmux("split-window", "-h", "-l", "25%", "-t", window)
    yield* tmux("new-window", "-d", "-t", "first:")
    const windows = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(windows)
      const shares = Effect.map(panes, (all) => {
        const widths = all.filter((pane) => pane.window === window && !pane.sidebar).map(({ width }) => width)
        return widths.map((width) => width / widths.reduce((sum, one) => sum + one, 0))
      })
      const [, before = 0] = yield* shares
      yield* client.resize(200, 50)
      yield* eventually("the new size", format("#{window_width}", window), (width) => width === "200")
      yield* eventuallySidebarsIn(windows)
      yield* eventually("the same shares", shares, ([, now = 0]) => Math.abs(now - before) < 0.01)
      yield* client.resize(80, 24)
      yield* eventually("the new size", format("#{window_width}", window), (width) => width === "80")
      yield* eventuallySidebarsIn(windows)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S20: whatever displaces a sidebar, it is put back at its edge", () =>
  Effect.gen(function* () {
    const { attach, attempt, tmux } = yield* TestServer
    yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* tmux("split-window", "-h", "-t", window)
    yield* tmux("split-window", "-v", "-t", window)
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      const [sidebar] = yield* eventuallySidebarsIn([window])
      const id = sidebar?.pane ?? ""
      const whole = eventually("full height", sidebars, ([seen]) => seen?.pane === id && seen.height === 29)
      const other = (yield* panes).find((pane) => !pane.sidebar)?.pane ?? ""
      const disturbances: ReadonlyArray<ReadonlyArray<string>> = [
        ["select-layout", "-t", window, "tiled"],
        ["select-layout", "-t", window, "even-vertical"],
        ["select-layout", "-t", window, "even-horizontal"],
        ["select-layout", "-t", window, "main-horizontal"],
        ["rotate-window", "-t", window],
        ["rotate-window", "-D", "-t", window],
        ["swap-pane", "-d", "-s", id, "-t", other],
        ["resize-pane", "-t", id, "-x", "60"],
        ["join-pane", "-d", "-v", "-s", id, "-t", other],
        ["break-pane", "-d", "-s", id]
      ]
      for (const words of disturbances) {
        yield* attempt(...words)
        yield* eventuallySidebarsIn([window])
        yield* whole
        assert.lengthOf(yield* panes, 4, words.join(" "))
      }
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S31: two that disagree about a width come to rest", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      const [sidebar] = yield* eventuallySidebarsIn([window])
      const again = `resize-pane -t ${sidebar?.pane} -x 33`
      yield* tmux("set-hook", "-g", "window-layout-changed[7]", `if-shell -F '#{!=:#{pane_width},33}' '${again}'`)
      yield* tmux("resize-pane", "-t", sidebar?.pane ?? "", "-x", "50")
      yield* Effect.sleep("300 millis")
      const count = Effect.map(
        tmux("show-messages"),
        (log) => log.split("\n").filter((l) => l.includes("select-layout")).length
      )
      assert.isBelow(yield* count, 200)
      yield* tmux("set-hook", "-gu", "window-layout-changed[7]")
      yield* eventuallySidebarsIn([window])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("hiding gives every window the very layout that it had", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    for (let i = 0; i < 4; i++) {
      yield* tmux("new-window", "-d", "-t", "first:")
      for (let k = 0; k <= i; k++) yield* tmux("split-window", "-d", k % 2 === 0 ? "-h" : "-v", "-t", `first:${i}`)
    }
    yield* tmux("resize-pane", "-t", "first:0.0", "-x", "37")
    const before = yield* layouts("first")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      for (let turn = 0; turn < 3; turn++) {
        yield* service.toggle(noOrigin)
        yield* eventuallySidebarsIn(yield* windowsOf("first"))
        yield* service.toggle(noOrigin)
        yield* eventually("the former layouts", layouts("first"), (now) => now === before)
      }
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      yield* tmux("resize-pane", "-Z", "-t", "first:3.1")
      yield* service.remove
      assert.strictEqual(yield* layouts("first"), before)
      assert.strictEqual(yield* format("#{window_zoomed_flag}", "first:3"), "1")
    }).pipe(Effect.provide(daemon()))
    const left = Effect.all([tmux("list-sessions", "-F", "#{session_name}"), tmux("show-options", "-g")])
    const [sessions] = yield* eventually("nothing of ours", left, ([names, options]) => {
      return names === "first" && !options.includes("@opensessions-visible")
    })
    assert.strictEqual(sessions, "first")
  }).pipe(withServer)
)

it.live("on the right side everything is the other way round", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* tmux("split-window", "-h", "-t", window)
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      const right = eventually("at the right", sidebars, ([seen]) => seen?.left === 74 && seen.width === 26)
      yield* right
      yield* tmux("select-layout", "-t", window, "tiled")
      yield* right
      yield* service.hide
      yield* eventuallySidebarsIn([])
      yield* service.show(noOrigin)
      yield* right
    }).pipe(Effect.provide(daemon({ sidebarPosition: "right" })))
  }).pipe(withServer)
)

it.live("a new width is that of all sidebars, and narrower only where the window is", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("new-window", "-d", "-t", "first:")
    const windows = yield* windowsOf("first")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(windows)
      yield* service.setWidth(40)
      yield* eventuallySidebarsIn(windows, 40)
      yield* service.setWidth(80)
      yield* eventuallySidebarsIn(windows, 69)
      yield* stays("that width", sidebars, (seen) => seen.every(({ width }) => width === 69))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

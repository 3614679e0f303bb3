import { noOrigin } from "@opensessions/protocol/Command"
import { readFileSync } from "node:fs"
import type { WindowId } from "@opensessions/protocol/Ids"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { Sidebars } from "../../src/sidebars/Sidebars.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { daemon } from "./support/sidebarLayers.ts"
import { eventually, eventuallySidebarsIn, format, panes, sidebars, stays, windowsOf } from "./support/look.ts"

const withServer = Effect.provide(TestServer.layer)
const none = (seen: ReadonlyArray<unknown>) => seen.length === 0

/** How often tmux was told to split a window, from its own log of commands. */
const splits = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const log = yield* tmux("show-messages")
  return log.split("\n").filter((line) => /command: split-window .*holder\.sh/.test(line)).length
})

it.live("S4: what a restored session made of a sidebar goes, a pane that only has the title stays", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("new-window", "-d", "-t", "first:")
    const [restored = "", titled = ""] = yield* windowsOf("first")
    const split = ["split-window", "-d", "-h", "-b", "-f", "-l", "26", "-P", "-F", "#{pane_id}"]
    const zombie = yield* tmux(...split, "-t", restored)
    const program = yield* tmux(...split, "-t", titled, "sleep", "600")
    for (const pane of [zombie, program]) yield* tmux("select-pane", "-t", pane, "-T", "opensessions-sidebar")
    yield* eventually("a shell", format("#{pane_current_command}", zombie), (name) => /^(ba|da)?sh$/.test(name))
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn([restored, titled])
      const ids = (yield* panes).map(({ pane }) => pane)
      assert.notInclude(ids, zombie)
      assert.include(ids, program)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S4: what a restored stash has of hidden sidebars goes, and makes no windows for a person", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* tmux("new-session", "-d", "-s", "_os_stash", "-n", "ring")
    const made = ["new-window", "-d", "-P", "-F", "#{pane_id}", "-t", "_os_stash:", "-n"]
    const zombie = yield* tmux(...made, "@7")
    yield* tmux("select-pane", "-t", zombie, "-T", "opensessions-sidebar")
    yield* attach("first")
    const windows = yield* windowsOf("first")
    yield* eventually("a shell", format("#{pane_current_command}", zombie), (name) => /^(ba|da)?sh$/.test(name))
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(windows)
      const ids = (yield* panes).map(({ pane }) => pane)
      assert.notInclude(ids, zombie)
      assert.deepStrictEqual(yield* windowsOf("first"), windows)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S21: a sidebar that somebody gave another program is theirs with the next daemon", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    const windows = yield* windowsOf("first")
    yield* Effect.provide(
      Effect.andThen(
        Effect.flatMap(Sidebars, ({ show }) => show(noOrigin)),
        eventuallySidebarsIn(windows)
      ),
      daemon()
    )
    const [taken] = yield* sidebars
    yield* tmux("respawn-pane", "-k", "-t", taken?.pane ?? "", "sleep", "500")
    yield* Effect.gen(function* () {
      yield* eventually("another sidebar", sidebars, (seen) => seen.length === 1 && seen[0]?.pane !== taken?.pane)
      assert.include(
        (yield* panes).map(({ pane }) => pane),
        taken?.pane
      )
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live(
  "S14: a window that is too small gets no sidebar, is not asked again and again, and gets it when it grows",
  () =>
    Effect.gen(function* () {
      const { attach } = yield* TestServer
      const client = yield* attach("first")
      yield* client.resize(50, 20)
      const width = format("#{window_width}", "first:")
      yield* eventually("a narrow window", width, (columns) => columns === "50")
      const [window = ""] = yield* windowsOf("first")
      yield* Effect.gen(function* () {
        const service = yield* Sidebars
        assert.isFalse(yield* service.reveal(noOrigin, true))
        yield* stays("no sidebar", sidebars, none)
        assert.strictEqual(yield* splits, 0)
        yield* client.resize(90, 20)
        yield* eventuallySidebarsIn([window])
        yield* client.resize(50, 20)
        yield* eventuallySidebarsIn([])
        yield* client.resize(100, 30)
        yield* eventuallySidebarsIn([window])
        assert.strictEqual(yield* splits, 1)
      }).pipe(Effect.provide(daemon()))
    }).pipe(withServer)
)

it.live("S14: a window that tmux can't split is asked once for each shape", () =>
  Effect.gen(function* () {
    const { attach, attempt } = yield* TestServer
    yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    for (let i = 0; i < 60; i++) {
      yield* attempt("split-window", "-d", "-h", "-t", window, "sleep 600")
      yield* attempt("select-layout", "-t", window, "even-horizontal")
    }
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* stays("no sidebar", sidebars, none)
      assert.isAtMost(yield* splits, 1)
      assert.isFalse(yield* service.reveal(noOrigin, false))
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S15: a zoom is never taken away, and what was put off is done when it ends", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const client = yield* attach("first")
    const [window = ""] = yield* windowsOf("first")
    yield* tmux("split-window", "-h", "-t", window)
    const zoomed = Effect.map(format("#{window_zoomed_flag}", window), (flag) => flag === "1")
    const unzoom = tmux("resize-pane", "-Z", "-t", window)
    yield* tmux("resize-pane", "-Z", "-t", window)
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      yield* service.reveal({ ...noOrigin, windowId: window as WindowId }, true)
      yield* stays("zoomed", zoomed, Boolean)
      yield* unzoom
      yield* eventuallySidebarsIn([window])
      yield* tmux("resize-pane", "-Z", "-t", window)
      yield* service.setWidth(40)
      yield* client.resize(140, 40)
      yield* eventually("a larger window", format("#{window_width}", window), (columns) => columns === "140")
      yield* service.hide
      yield* stays("zoomed", zoomed, Boolean)
      yield* service.show(noOrigin)
      yield* stays("zoomed", zoomed, Boolean)
      yield* unzoom
      yield* eventuallySidebarsIn([window], 40)
      yield* tmux("resize-pane", "-Z", "-t", window)
      yield* eventually("the zoom", zoomed, Boolean)
      yield* service.hide
      yield* unzoom
      yield* eventuallySidebarsIn([])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S16: no name of a session can do anything", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    const names = ["with space", `quo'te"s`, "pi|pe", "co:lon", "$HOME", "`id`", "$(id)", "ünï→🙂", "-lead", "=eq", "7"]
    const ids: Array<string> = []
    for (const name of names) {
      const id = yield* tmux("new-session", "-d", "-P", "-F", "#{session_id}", "-x", "100", "-y", "30")
      yield* tmux("rename-session", "-t", id, "--", name)
      ids.push(id)
    }
    const client = yield* attach(ids[0] ?? "")
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      for (const id of ids) yield* tmux("switch-client", "-c", client.tty, "-t", id)
      const windows = yield* Effect.forEach(ids, (id) => format("#{window_id}", `${id}:`))
      yield* eventuallySidebarsIn(windows)
      yield* service.hide
      yield* eventuallySidebarsIn([])
      yield* service.show(noOrigin)
      yield* eventuallySidebarsIn(windows)
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

it.live("S17, S19: the user's shell, command and pane options have no say in a sidebar", () =>
  Effect.gen(function* () {
    const { attach, tmux } = yield* TestServer
    yield* attach("first")
    yield* tmux("set-option", "-g", "default-shell", "/bin/false")
    yield* tmux("set-option", "-g", "default-command", "exit 1")
    yield* tmux("set-option", "-g", "remain-on-exit", "on")
    yield* tmux("set-option", "-g", "synchronize-panes", "on")
    yield* tmux("set-environment", "-g", "SECRET_OF_MINE", "hush")
    yield* Effect.gen(function* () {
      yield* (yield* Sidebars).show(noOrigin)
      yield* eventuallySidebarsIn(yield* windowsOf("first"))
      const holder = yield* eventually("a sleeping holder", sidebars, ([seen]) => seen?.command === "sleep")
      const { pane = "", pid = 0 } = holder[0] ?? {}
      assert.notInclude(readFileSync(`/proc/${pid}/environ`, "utf8"), "hush")
      const options = yield* format("#{remain-on-exit} #{synchronize-panes} #{pane_title} #{pane_current_path}", pane)
      assert.strictEqual(options, "off 0 opensessions-sidebar /")
      yield* tmux("kill-pane", "-t", pane)
      yield* eventuallySidebarsIn([])
    }).pipe(Effect.provide(daemon()))
  }).pipe(withServer)
)

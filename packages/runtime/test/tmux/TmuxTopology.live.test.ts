import { assert, describe, it } from "@effect/vitest"
import { Data, Effect, Fiber, Layer, Schedule, Stream } from "effect"
import { AgentPanes } from "../../src/agents/AgentPanes.ts"
import { ProcessTable } from "../../src/processes/ProcessTable.ts"
import { clientsInStash, isPaneLookedAt, userSessions } from "../../src/tmux/seen.ts"
import { titleClass, titleClassFormat } from "../../src/tmux/titleClass.ts"
import { Tmux } from "../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../src/tmux/TmuxTopology.ts"
import { comparable, freshTopology, stashIsThere } from "./support/freshTopology.ts"
import { live, topologyWith } from "./support/live.ts"
import { randomAction, seeded } from "./support/randomActions.ts"
import { TestServer } from "./support/TestServer.ts"

class Disagreement extends Data.TaggedError("Disagreement")<{ readonly defect: unknown }> {}

/** Waits until the topology that events keep equals one read whole; fails with the difference after two seconds. */
const agrees = Effect.fnUntraced(function* (done: ReadonlyArray<string>) {
  const topology = yield* TmuxTopology
  const compare = Effect.gen(function* () {
    const fresh = comparable(yield* freshTopology)
    assert.deepStrictEqual(comparable(yield* topology.current), fresh, `after ${done.join(" ")}`)
  })
  yield* compare.pipe(
    Effect.catchDefect((defect) => Effect.fail(new Disagreement({ defect }))),
    Effect.retry(Schedule.spaced("10 millis").pipe(Schedule.upTo({ times: 100 }))),
    Effect.catchTag("Disagreement", ({ defect }) => Effect.die(defect))
  )
})

describe("the topology that events keep", () => {
  it.live("holds what is there from the start, our own client left out", () =>
    Effect.gen(function* () {
      const topology = yield* (yield* TmuxTopology).current
      assert.isTrue(stashIsThere(topology))
      assert.strictEqual(topology.sessions.size, 2)
      assert.strictEqual(topology.clients.size, 0)
    }).pipe(Effect.provide(live))
  )

  it.live.each([1, 2, 3])("equals a whole reading after each of 100 random actions, seed %i", (seed) =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const topology = yield* TmuxTopology
      const random = seeded(seed)
      for (let step = 0; step < 100; step++) {
        const now = yield* topology.current
        if (now.clients.size < 2) yield* server.attach(userSessions(now)[0]?.id ?? "")
        const action = randomAction(yield* topology.current, random)
        yield* server.attempt(...action)
        yield* agrees(action)
      }
    }).pipe(Effect.provide(live))
  )

  it.live("keeps the identity of what did not change", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const topology = yield* TmuxTopology
      yield* server.tmux("set-option", "-g", "automatic-rename", "off")
      yield* server.tmux("new-session", "-d", "-s", "other", "-n", "other", "sleep", "600")
      const before = yield* topologyWith(({ sessions, windows }) => sessions.size === 3 && windows.size === 3)
      yield* server.tmux("split-window", "-d", "-t", "first:", "sleep", "600")
      const after = yield* topologyWith(({ panes }) => panes.size === 4)
      assert.strictEqual(after.sessions, before.sessions)
      assert.strictEqual(after.clients, before.clients)
      for (const [id, pane] of before.panes) {
        if (before.windows.get(pane.windowId)?.name !== "sh") continue
        assert.isTrue(after.panes.has(id))
      }
      const other = [...before.windows.values()].find(({ name }) => name === "other")
      assert.isDefined(other)
      assert.strictEqual(after.windows.get(other?.id ?? ("@x" as never)), other)
      const settled = yield* topology.refresh
      const again = yield* topology.refresh
      assert.strictEqual(again.sessions, settled.sessions)
      assert.strictEqual(again.windows, settled.windows)
    }).pipe(Effect.provide(live))
  )

  it.live("takes few readings for 50 windows made at once (S84)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      let readings = 0
      yield* tmux.notifications.pipe(
        Stream.filter((notification) => notification._tag === "Answered" && notification.token > 0),
        Stream.runForEach(() => Effect.sync(() => void (readings += 1))),
        Effect.forkScoped({ startImmediately: true })
      )
      const one = ["new-window", "-d", "-t", "first:", "sleep", "600", ";"]
      yield* server.tmux(...Array.from({ length: 50 }, () => one).flat())
      yield* topologyWith(({ windows }) => windows.size === 52)
      assert.isAtMost(readings, 5)
    }).pipe(Effect.provide(live))
  )

  it.live("hears of a spinning title only when its class or text changes", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      const rings = yield* tmux.notifications.pipe(
        Stream.filter((notification) => notification._tag === "Rang" && notification.ring[0] === ".pane"),
        Stream.interruptWhen(
          Effect.asVoid(topologyWith(({ panes }) => [...panes.values()].some(({ title }) => title === "end")))
        ),
        Stream.runCollect,
        Effect.forkChild({ startImmediately: true })
      )
      const spin = Array.from("⠋⠙⠹⠸⠼◐◓◑◒", (frame) => `${frame} work`)
      const titles = [...spin, "✳ work", ...spin, "[ ! ] a", "[ . ] a", "end"]
      for (const title of titles) yield* server.tmux("select-pane", "-t", "first:", "-T", title)
      const heard = yield* Effect.timeout(Fiber.join(rings), "10 seconds")
      assert.isAtMost(heard.length, 5, JSON.stringify(heard))
    }).pipe(Effect.provide(live))
  )

  it.live("has the class of a title from tmux as we have it ourselves, for every frame of a spinner", () =>
    Effect.gen(function* () {
      const tmux = yield* Tmux
      const braille = Array.from({ length: 256 }, (_, dots) => String.fromCodePoint(0x2800 + dots))
      const glyphs = [...braille, ..."◐◓◑◒✳●é月🚀a", "[ ! ]", "[ . ]", "[ x ]"]
      const titles = glyphs.map((glyph) => `${glyph} work, ${glyph}`)
      const told = yield* Effect.forEach(titles, (title) =>
        tmux.runAll([
          ["select-pane", "-t", "%0", "-T", title],
          ["display-message", "-p", "-t", "%0", titleClassFormat]
        ])
      )
      assert.deepStrictEqual(told.flat(2), titles.map(titleClass))
    }).pipe(Effect.provide(live))
  )

  it.live("knows where clients are, whether they have the focus, and who is in the stash", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.tmux("set-option", "-s", "focus-events", "on")
      yield* server.tmux("new-session", "-d", "-s", "second", "sleep", "600")
      const client = yield* server.attach("first")
      const attached = yield* topologyWith(({ clients }) => clients.size === 1)
      const pane = [...attached.panes.values()].find(({ windowId }) => windowId === "@0")
      assert.isDefined(pane)
      assert.isTrue(isPaneLookedAt(attached, pane?.id ?? ("%x" as never)))
      yield* client.type("\u001b[O")
      const away = yield* topologyWith(({ clients }) => [...clients.values()].some(({ focused }) => !focused))
      assert.isFalse(isPaneLookedAt(away, pane?.id ?? ("%x" as never)))
      yield* client.type("\u001b[I")
      yield* topologyWith(({ clients }) => [...clients.values()].every(({ focused }) => focused))
      yield* client.resize(90, 28)
      yield* topologyWith(({ clients }) =>
        [...clients.values()].every(({ height, width }) => width === 90 && height === 28)
      )
      yield* server.tmux("switch-client", "-c", client.tty, "-t", "=_os_stash:")
      assert.lengthOf(clientsInStash(yield* topologyWith((topology) => clientsInStash(topology).length > 0)), 1)
      yield* server.tmux("detach-client", "-t", client.tty)
      yield* topologyWith(({ clients }) => clients.size === 0)
    }).pipe(Effect.provide(live))
  )

  it.live("brings any text through: titles, names and directories with quotes, tabs and newlines (S16, S81)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const directory = `${server.socketPath}.d i\tr\n\\\n\\\\"'\\;#{pid}`
      yield* Effect.promise(async () => (await import("node:fs/promises")).mkdir(directory))
      const name = `a | b; "c" '$ d' \`e\` #{pid} é🌙 =f`
      yield* server.tmux("new-session", "-d", "-s", "odd", "-c", directory.replaceAll("#", "##"), "sleep", "600")
      yield* server.tmux("rename-session", "-t", "odd", name.replaceAll("#", "##"))
      const topology = yield* topologyWith(({ sessions }) =>
        [...sessions.values()].some((session) => session.name === name)
      )
      const session = [...topology.sessions.values()].find((one) => one.name === name)
      assert.strictEqual(session?.path, directory)
      const windowId = session?.windows[0]?.windowId
      // tmux does not know the directory of a process that it has just forked.
      const { refresh } = yield* TmuxTopology
      yield* refresh.pipe(
        Effect.filterOrFail(({ panes }) =>
          [...panes.values()].some((pane) => pane.windowId === windowId && pane.path === directory)
        ),
        Effect.retry(Schedule.spaced("10 millis"))
      )
      yield* server.tmux("select-pane", "-t", windowId ?? "", "-T", "✳ \"quoted\" \\ ; 'x' = | #[fg=red]")
      // tmux 3.8 doubles a `\` in titles itself.
      const told = yield* server.tmux("display-message", "-p", "-t", windowId ?? "", "#{pane_title}")
      assert.match(told, /^✳ "quoted" \\{1,2} ; 'x' = \| #\[fg=red\]$/)
      yield* topologyWith(({ panes }) => [...panes.values()].some(({ title }) => title === told))
    }).pipe(Effect.provide(live))
  )

  it.live("shows watchers the content panes, and their screens", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.tmux("split-window", "-d", "-t", "first:", "printf 'one\\ntwo  \\n'; sleep 600")
      yield* server.tmux("split-window", "-d", "-h", "-t", "first:", "sleep", "600")
      yield* server.tmux("set-option", "-p", "-t", "%3", "@opensessions-sidebar", "1")
      yield* topologyWith(({ panes }) => [...panes.values()].some(({ sidebar }) => sidebar))
      const panes = yield* AgentPanes
      assert.deepStrictEqual([...(yield* panes.current).keys()].toSorted(), ["%0", "%2"] as never)
      const screen = Effect.filterOrFail(panes.look("%2" as never), (lines) => lines[1] === "two")
      yield* Effect.retry(screen, Schedule.spaced("20 millis").pipe(Schedule.upTo({ times: 100 })))
      const gone = yield* Effect.flip(panes.look("%99" as never))
      assert.strictEqual(gone.message, "screen of %99: tmux capture-pane: can't find pane: %99")
    }).pipe(Effect.provide(AgentPanes.layer.pipe(Layer.provide(ProcessTable.layer), Layer.provideMerge(live))))
  )
})

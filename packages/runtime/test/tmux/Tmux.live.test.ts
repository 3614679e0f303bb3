import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Stream } from "effect"
import { Tmux, TmuxGone } from "../../src/tmux/Tmux.ts"
import { TestServer } from "./support/TestServer.ts"

const live = Layer.unwrap(Effect.map(TestServer, (server) => Tmux.layer(server.socketPath))).pipe(
  Layer.provideMerge(TestServer.layer)
)

/** The first `count` of a stream, listening from now on. */
const next = <A>(stream: Stream.Stream<A>, count = 1) =>
  Effect.map(Effect.forkChild(Stream.runCollect(Stream.take(stream, count)), { startImmediately: true }), (fiber) =>
    Effect.timeout(Fiber.join(fiber), "5 seconds")
  )

const hostile = [
  "plain",
  "",
  " two  spaces ",
  "new\nline and\ttab",
  "kill-server; kill-server \\; kill-server",
  `"'\`$HOME \${HOME} ~ ~root #{pane_id} #(touch x) %1 %if { } \\n \\`,
  "# not a comment",
  "тест 🌙 é 日本",
  "\u001b[31mred\u0007\u0085",
  "-leading"
]

describe("commands", () => {
  it.live("are answered, and their words arrive as they are", () =>
    Effect.gen(function* () {
      const tmux = yield* Tmux
      const server = yield* TestServer
      for (const word of hostile) {
        yield* tmux.run(["set-option", "-g", "--", "@word", word])
        // tmux 3.4 and 3.5 write control characters in words of their own when they show an option.
        const written = word.replace("\u001b", "\\033").replace("\u0007", "\\a")
        assert.include([word, written], yield* server.tmux("show-options", "-gv", "@word"))
      }
    }).pipe(Effect.provide(live))
  )

  it.live("that fail say why, and the next one is answered", () =>
    Effect.gen(function* () {
      const tmux = yield* Tmux
      const missing = yield* Effect.flip(tmux.run(["kill-pane", "-t", "%99"]))
      assert.strictEqual(missing.message, "tmux kill-pane: can't find pane: %99")
      const unknown = yield* Effect.flip(tmux.run(["no-such-command"]))
      assert.strictEqual(unknown._tag, "TmuxCommandFailed")
      const both = yield* Effect.flip(tmux.runAll([["no-such"], ["set-option", "-g", "@ran", "yes"]]))
      assert.strictEqual(both._tag, "TmuxCommandFailed")
      assert.deepStrictEqual(yield* tmux.run(["show-options", "-gv", "@ran"]), ["yes"])
    }).pipe(Effect.provide(live))
  )

  it.live("each get their own answer, 200 at a time, some with several blocks or none", () =>
    Effect.gen(function* () {
      const tmux = yield* Tmux
      yield* tmux.run(["set-option", "-s", "command-alias[77]", "twice=display-message -p a ; display-message -p b"])
      const ask = Effect.fnUntraced(function* (index: number) {
        if (index % 10 === 3) {
          assert.deepStrictEqual(yield* tmux.run(["twice"]), ["a", "b"])
          return
        }
        if (index % 10 === 7) return yield* Effect.flip(tmux.run(["select-pane", "-t", `%9${index}`]))
        if (index % 10 === 9) {
          assert.deepStrictEqual(yield* tmux.run(["if-shell", "-F", "0", "display-message x"]), [])
          return
        }
        assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", `%%end 1 ${index} 1`]), [`%end 1 ${index} 1`])
      })
      yield* Effect.forEach(
        Array.from({ length: 200 }, (_, index) => index),
        ask,
        { concurrency: "unbounded" }
      )
    }).pipe(Effect.provide(live))
  )

  it.live("that end window after window in one write leave the server alive", () =>
    Effect.gen(function* () {
      const tmux = yield* Tmux
      for (const round of [1, 2, 3]) {
        yield* tmux.run(["new-session", "-d", "-s", `doomed${round}`, "sleep", "600"])
        const window: readonly [string, ...Array<string>] = ["new-window", "-t", `doomed${round}:`, "sleep", "600"]
        yield* tmux.runAll([window, window])
        const windows = yield* tmux.run(["list-windows", "-t", `doomed${round}`, "-F", "#{window_id}"])
        const select: readonly [string, ...Array<string>] = ["select-window", "-t", windows[0] ?? ""]
        if (round === 1) yield* tmux.runAll(windows.map((id) => ["kill-window", "-t", id] as const))
        if (round === 2) yield* tmux.runAll([select, ["kill-session", "-t", `doomed${round}`]])
        if (round === 3) yield* tmux.runAll(windows.map((id) => ["kill-pane", "-t", id] as const))
      }
      assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", "alive"]), ["alive"])
    }).pipe(Effect.provide(live))
  )
})

describe("rings", () => {
  it.live("come from hooks and from a key pressed in an attached client, equal ones too", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      const client = yield* server.attach("first")
      const key = yield* tmux.ringCommand([
        "toggle",
        "#{client_name}",
        "#{session_id}",
        "#{window_id}",
        "#{pane_id}",
        "a b|"
      ])
      yield* tmux.run(["bind-key", "-n", "F5", key])
      yield* tmux.run([
        "set-hook",
        "-g",
        "window-layout-changed[5]",
        yield* tmux.ringCommand(["layout", "#{hook_window}"])
      ])
      const pressed = yield* next(tmux.rings, 3)
      for (const key of ["F5", "F5", "F5"]) yield* client.press(key)
      const expected = ["toggle", client.tty, "$0", "@0", "%0", "a b|"]
      assert.deepStrictEqual(yield* pressed, [expected, expected, expected])
      const hooked = yield* next(tmux.rings)
      yield* server.tmux("split-window", "-d", "-t", "first:")
      assert.deepStrictEqual(yield* hooked, [["layout", "@0"]])
    }).pipe(Effect.provide(live))
  )

  it.live("of a binding go elsewhere while no daemon is attached", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const client = yield* server.attach("first")
      const text = yield* Effect.flatMap(Tmux, (tmux) => tmux.ringCommand(["toggle"])).pipe(
        Effect.provide(Tmux.layer(server.socketPath))
      )
      yield* server.tmux("bind-key", "-n", "F5", `${text} { wait-for -S no-daemon }`)
      yield* client.press("F5")
      yield* Effect.timeout(server.tmux("wait-for", "no-daemon"), "5 seconds")
      assert.strictEqual(yield* server.tmux("show-options", "-gqv", "@opensessions-rung"), "")
      assert.notInclude(yield* client.screen, "find")
    }).pipe(Effect.provide(TestServer.layer))
  )

  it.live("come again after the doorbell window was killed", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      yield* server.tmux("new-window", "-d", "-t", "=_os_stash:", "sleep", "600")
      const before = yield* server.tmux("show-options", "-gv", "@opensessions-ring")
      const gone = yield* next(Stream.filter(tmux.notifications, ({ _tag }) => _tag === "WindowAdded"))
      yield* server.tmux("kill-window", "-t", before)
      yield* gone
      yield* tmux.run(["display-message", "-p", "the new doorbell was asked for before this"])
      yield* tmux.run(["display-message", "-p", "and adopted before this"])
      assert.notStrictEqual(yield* server.tmux("show-options", "-gv", "@opensessions-ring"), before)
      const rung = yield* next(tmux.rings)
      yield* tmux.run(["if-shell", "-F", "1", yield* tmux.ringCommand(["again"])])
      assert.deepStrictEqual(yield* rung, [["again"]])
    }).pipe(Effect.provide(live))
  )
})

describe("the connection", () => {
  it.live("comes back after our client was detached, with commands that waited for it", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      const client = yield* tmux.ownClient
      assert.match(client, /^client-\d+$/)
      const back = yield* next(Stream.filter(tmux.notifications, ({ _tag }) => _tag === "Reconnected"))
      yield* server.tmux("detach-client", "-t", client)
      yield* back
      assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", "#{session_name}"]), ["_os_stash"])
      assert.notStrictEqual(yield* tmux.ownClient, client)
      const rung = yield* next(tmux.rings)
      yield* server.tmux("if-shell", "-F", "1", yield* tmux.ringCommand(["here"]))
      assert.deepStrictEqual(yield* rung, [["here"]])
    }).pipe(Effect.provide(live))
  )

  it.live("comes back to the same stash after our client was killed, even with destroy-unattached", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.attach("first")
      yield* server.tmux("set-option", "-g", "destroy-unattached", "on")
      yield* Effect.gen(function* () {
        const tmux = yield* Tmux
        yield* tmux.run(["new-window", "-d", "-t", "=_os_stash:", "-n", "waits", "sleep", "600"])
        const stash = yield* tmux.run(["display-message", "-p", "#{session_id}"])
        const back = yield* next(Stream.filter(tmux.notifications, ({ _tag }) => _tag === "Reconnected"))
        const pid = Number((yield* tmux.ownClient).replace("client-", ""))
        yield* Effect.sync(() => process.kill(pid, "SIGKILL"))
        yield* back
        assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", "#{session_id}"]), stash)
        assert.strictEqual((yield* tmux.unknownLines).size, 0)
      }).pipe(Effect.provide(Tmux.layer(server.socketPath)))
    }).pipe(Effect.provide(TestServer.layer))
  )

  it.live("comes back after the stash was killed", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      const back = yield* next(Stream.filter(tmux.notifications, ({ _tag }) => _tag === "Reconnected"))
      yield* server.tmux("kill-session", "-t", "=_os_stash")
      yield* back
      assert.deepStrictEqual(yield* tmux.run(["display-message", "-p", "#{session_name}"]), ["_os_stash"])
    }).pipe(Effect.provide(live))
  )

  it.live("has ended for good when the server was killed (S38)", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const tmux = yield* Tmux
      const inFlight = yield* Deferred.make<void>()
      yield* Effect.forkChild(Effect.andThen(tmux.ended, Deferred.succeed(inFlight, undefined)), {
        startImmediately: true
      })
      yield* server.attempt("kill-server")
      yield* Effect.timeout(Deferred.await(inFlight), "5 seconds")
      assert.instanceOf(yield* Effect.flip(tmux.run(["list-panes"])), TmuxGone)
    }).pipe(Effect.provide(live))
  )

  it.live("is not made where no server runs, and none is started", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      yield* server.attempt("kill-server")
      const error = yield* Effect.flip(Effect.scoped(Layer.build(Tmux.layer(server.socketPath))))
      assert.instanceOf(error, TmuxGone)
    }).pipe(Effect.provide(TestServer.layer))
  )

  it.live("leaves no session, option or client behind, but what waits in the stash", () =>
    Effect.gen(function* () {
      const server = yield* TestServer
      const options = yield* server.tmux("show-options", "-g")
      const use = Effect.flatMap(Tmux, (tmux) => tmux.run(["list-panes", "-a"]))
      yield* Effect.provide(use, Tmux.layer(server.socketPath))
      assert.strictEqual(yield* server.tmux("list-sessions", "-F", "#{session_name}"), "first")
      assert.strictEqual(yield* server.tmux("show-options", "-g"), options)
      yield* Effect.provide(
        server.tmux("new-window", "-d", "-t", "=_os_stash:", "-n", "waits", "sleep", "600"),
        Tmux.layer(server.socketPath)
      )
      assert.strictEqual(yield* server.tmux("list-windows", "-t", "=_os_stash:", "-F", "#{window_name}"), "waits")
      assert.strictEqual(yield* server.tmux("list-clients"), "")
    }).pipe(Effect.provide(TestServer.layer))
  )
})

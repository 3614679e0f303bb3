import { Command, type CommandRefused, noOrigin } from "@opensessions/protocol/Command"
import { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Commands } from "../../src/commands/Commands.ts"
import { type Config, Settings } from "../../src/config/Settings.ts"
import { memoryMultiplexer } from "../../src/multiplexer/memoryMultiplexer.ts"
import { Multiplexers } from "../../src/multiplexer/Multiplexers.ts"
import { muxNotice } from "../../src/multiplexer/muxNotice.ts"
import { resolved, routeCommands } from "../../src/multiplexer/routedCommands.ts"
import { SessionStore } from "../../src/store/SessionStore.ts"

const origin = noOrigin
const elsewhere = SessionId.make("$1000000001")

const agent = (paneId: string | null) => ({
  agent: "x",
  threadId: "t",
  status: "waiting",
  unseen: false,
  since: 1,
  paneId: paneId === null ? null : PaneId.make(paneId)
})
const rows = (...sessions: ReadonlyArray<readonly [id: string, agents?: ReadonlyArray<unknown>]>) =>
  ({
    sessions: sessions.map(([id, agents = []], i) => ({ id, index: i + 1, hidden: false, agents }))
  }) as unknown as Parameters<typeof resolved>[1]

describe("where a command leads", () => {
  const toIndex = (index: number) => Command.cases.SwitchToIndex.make({ origin, index, landing: "content" })
  const jump = Command.cases.JumpToAttention.make({ origin })
  const toSession = Command.cases.SwitchToSession.make({ origin, sessionId: elsewhere, landing: "content" })
  const toPane = Command.cases.FocusPane.make({ origin, paneId: PaneId.make("%1000000001") })

  it.each<[string, Command, Parameters<typeof resolved>[1], Command]>([
    ["a number of a session of tmux", toIndex(1), rows(["$1"], [elsewhere]), toIndex(1)],
    ["a number of a session elsewhere", toIndex(2), rows(["$1"], [elsewhere]), toSession],
    ["a number that nobody has", toIndex(3), rows(["$1"], [elsewhere]), toIndex(3)],
    ["an agent in tmux that waits", jump, rows(["$1", [agent("%1")]]), jump],
    ["an agent elsewhere that waits", jump, rows(["$1"], [elsewhere, [agent("%1000000001")]]), toPane],
    ["one whose pane nobody knows", jump, rows(["$1"], [elsewhere, [agent(null)]]), toSession],
    ["nobody who waits", jump, rows(["$1"], [elsewhere]), jump]
  ])("%s", (_, command, sessions, expected) => {
    assert.deepStrictEqual(resolved(command, sessions), expected)
  })
})

/** A daemon whose new sessions are made in `mux`, beside an in-memory multiplexer. */
const world = Effect.fnUntraced(function* (mux: string) {
  const inTmux: Array<string> = []
  const tmux = Commands.of({
    run: (command) => Effect.sync(() => void inTmux.push(command._tag)),
    quitRequested: Effect.never
  })
  const multiplexers = Context.get(yield* Layer.build(Multiplexers.layer), Multiplexers)
  const memory = yield* memoryMultiplexer("memory", 42)
  yield* multiplexers.register(memory)
  const { run } = routeCommands(tmux, {
    multiplexers,
    sessions: Effect.succeed({ sessions: [] }),
    mux: Effect.succeed(mux)
  })
  /** What it has once it fits. */
  const there = (fits: (names: ReadonlyArray<string>) => boolean) =>
    memory.topology.pipe(
      Stream.filter(({ sessions }) => fits([...sessions.values()].map(({ name }) => name))),
      Stream.runHead,
      Effect.flatMap(Effect.fromOption)
    )
  return { run, inTmux, memory, there }
})

const make = (name: string | null, directory = "/") => Command.cases.NewSession.make({ origin, directory, name })

const why = (run: Effect.Effect<void, CommandRefused>) => Effect.map(Effect.flip(run), ({ message }) => message)

describe("a new session", () => {
  it.live("is made in tmux, whatever other multiplexers there are", () =>
    Effect.gen(function* () {
      const { inTmux, run } = yield* world("tmux")
      yield* run(make("api"))
      assert.deepStrictEqual(inTmux, ["NewSession"])
    })
  )

  it.live("is made in the multiplexer of the configuration, and shown there", () =>
    Effect.gen(function* () {
      const { inTmux, run, there } = yield* world("memory")
      yield* run(make("api.web"))
      const { clients, sessions } = yield* there((names) => names.length === 1)
      const [session] = sessions.values()
      assert.deepStrictEqual([session?.name, session?.path], ["api_web", "/"])
      assert.deepStrictEqual(
        [...clients.values()].map(({ sessionId }) => sessionId),
        [session!.id]
      )
      assert.deepStrictEqual(inTmux, [])
    })
  )

  it.live("of a name and directory that are there is the one that is there; another directory gets another name", () =>
    Effect.gen(function* () {
      const { run, there } = yield* world("memory")
      yield* run(make("api"))
      yield* Effect.delay(run(make("api")), 50)
      yield* Effect.delay(run(make("api", "/tmp")), 50)
      const { sessions } = yield* there((names) => names.length > 1)
      assert.deepStrictEqual(
        [...sessions.values()].map(({ name, path }) => `${name} ${path}`),
        ["api /", "api-2 /tmp"]
      )
    })
  )

  it.live("is refused where it can't be", () =>
    Effect.gen(function* () {
      const { run } = yield* world("memory")
      assert.strictEqual(yield* why(run(make("api", "/no/such"))), "There is no directory /no/such")
      assert.strictEqual(yield* why(run(make("\n"))), "A session can't be called that.")
      const other = yield* world("zellij")
      assert.strictEqual(yield* why(other.run(make("api"))), 'There is no multiplexer "zellij" (mux in config.json).')
    })
  )
})

const settled = Effect.forEach(Array.from({ length: 50 }), () => Effect.yieldNow)

describe("a multiplexer of the configuration that is not there", () => {
  const notices = Effect.fnUntraced(function* (config: Config) {
    const notice = yield* Ref.make<string | null>("nothing was said")
    const surroundings = Layer.mergeAll(
      Multiplexers.layer,
      Layer.mock(Settings, { changes: Stream.concat(Stream.make(config), Stream.never) }),
      Layer.mock(SessionStore, {
        submit: (fact) => (fact._tag === "NoticeChanged" ? Ref.set(notice, fact.text) : Effect.void)
      })
    )
    const context = yield* Layer.build(Layer.provideMerge(muxNotice, surroundings))
    const after = Effect.fnUntraced(function* (seconds: number) {
      yield* settled
      yield* TestClock.adjust(`${seconds} seconds`)
      yield* settled
      return yield* Ref.get(notice)
    })
    return { after, register: Context.get(context, Multiplexers).register }
  })

  it.effect("is named when its plugin had time to bring it, until it does", () =>
    Effect.gen(function* () {
      const { after, register } = yield* notices({ mux: "memory" })
      assert.strictEqual(yield* after(4), "nothing was said")
      assert.include(yield* after(2), 'mux: there is no multiplexer "memory"')
      yield* register(yield* memoryMultiplexer("memory", 42))
      assert.isNull(yield* after(1))
    })
  )

  it.effect.each<[string, Config]>([
    ["one that is not named", {}],
    ["tmux", { mux: "tmux" }]
  ])("is not %s", ([, config]) =>
    Effect.gen(function* () {
      const { after } = yield* notices(config)
      assert.isNull(yield* after(60))
    })
  )
})

import { Command, noOrigin } from "@opensessions/protocol/Command"
import { SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Scope, Stream } from "effect"
import { Commands } from "../../src/commands/Commands.ts"
import { joinTopologies, ownerOf, type Placed } from "../../src/multiplexer/joinTopologies.ts"
import { memoryMultiplexer } from "../../src/multiplexer/memoryMultiplexer.ts"
import { Multiplexers } from "../../src/multiplexer/Multiplexers.ts"
import { routeCommands } from "../../src/multiplexer/routedCommands.ts"
import { emptyTopology } from "../../src/tmux/Topology.ts"
import { keepsTheContract } from "./contract.ts"

describe("a multiplexer beside tmux", () => {
  it.live("in memory keeps the contract", () =>
    Effect.gen(function* () {
      yield* keepsTheContract(yield* memoryMultiplexer("memory", 42))
    })
  )

  it.effect("has ids that are nobody else's, and is found by them", () =>
    Effect.gen(function* () {
      const memory = yield* memoryMultiplexer("memory", 42)
      const id = yield* memory.newSession("api", "/code/api")
      yield* memory.switchTo(null, id)
      const [topology = emptyTopology] = yield* Stream.runCollect(Stream.take(memory.topology, 1))
      const both = joinTopologies(topology, [
        { place: 1, topology },
        { place: 2, topology }
      ])
      assert.deepStrictEqual([...both.sessions.keys()], ["$1", "$1000000001", "$2000000001"])
      assert.deepStrictEqual([...both.clients.keys()], ["somebody", "1:somebody", "2:somebody"])
      const session = both.sessions.get(SessionId.make("$2000000001"))!
      const pane = both.panes.get(both.windows.get(session.currentWindow!)!.activePane!)
      assert.strictEqual(pane?.id, "%2000000001")
      assert.strictEqual(both.clients.get("2:somebody" as never)?.sessionId, session.id)
      assert.deepStrictEqual(ownerOf(session.id), { place: 2, id: "$1" })
      assert.deepStrictEqual(ownerOf("%7"), { place: 0, id: "%7" })
      assert.strictEqual(joinTopologies(topology, []), topology)
    })
  )

  it.live("is asked for what is its own, tmux for all else, and is forgotten with its plugin", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const tmux = Commands.of({
        run: (command) => Effect.sync(() => void asked.push(command._tag)),
        quitRequested: Effect.never
      })
      const multiplexers = Context.get(yield* Layer.build(Multiplexers.layer), Multiplexers)
      const told = (fits: (all: ReadonlyArray<Placed>) => boolean) =>
        Effect.flatMap(Stream.runHead(Stream.take(Stream.filter(multiplexers.topologies, fits), 1)), Effect.fromOption)
      const memory = yield* memoryMultiplexer("memory", 42)
      const scope = yield* Scope.make()
      yield* Scope.provide(multiplexers.register(memory), scope)
      yield* memory.newSession("api", "/")
      yield* told(([first]) => first?.topology.sessions.size === 1)

      const sessions = Effect.succeed({ sessions: [] })
      const { run } = routeCommands(tmux, { multiplexers, sessions, mux: Effect.succeed("tmux") })
      const sessionId = SessionId.make("$1000000001")
      yield* run(Command.cases.RenameSession.make({ sessionId, name: "web" }))
      yield* told(([first]) => [...(first?.topology.sessions.values() ?? [])][0]?.name === "web")
      yield* run(Command.cases.HideSession.make({ sessionId, hidden: true }))
      yield* run(Command.cases.KillSession.make({ sessionId: SessionId.make("$1") }))
      yield* run(Command.cases.Refresh.make({ origin: noOrigin }))
      assert.deepStrictEqual(asked, ["HideSession", "KillSession", "Refresh"])
      yield* run(Command.cases.KillSession.make({ sessionId }))
      const refused = yield* Effect.flip(run(Command.cases.KillSession.make({ sessionId })))
      assert.strictEqual(refused.message, "memory: there is no session $1")

      yield* Scope.close(scope, Exit.void)
      yield* told((all) => all.length === 0)
    })
  )
})

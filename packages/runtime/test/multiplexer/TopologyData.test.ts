import { WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Schema, Stream } from "effect"
import { memoryMultiplexer } from "../../src/multiplexer/memoryMultiplexer.ts"
import { TopologyData, topologyData, topologyOf } from "../../src/multiplexer/TopologyData.ts"
import { emptyTopology, type Topology } from "../../src/tmux/Topology.ts"

const sample = Effect.gen(function* () {
  const memory = yield* memoryMultiplexer("memory", 42)
  yield* memory.newSession("one", "/")
  yield* memory.switchTo(null, yield* memory.newSession("two", "/tmp"))
  const [topology = emptyTopology] = yield* Stream.runCollect(Stream.take(memory.topology, 1))
  return topology
})

const codec = Schema.toCodecJson(TopologyData)
const decode = Schema.decodeUnknownExit(codec)
const encode = Schema.encodeSync(codec)

const replaced = (data: unknown, path: ReadonlyArray<string | number>, value: unknown): unknown => {
  const copy = structuredClone(data) as never as Record<string | number, never>
  let at: Record<string | number, never> = copy
  for (const key of path.slice(0, -1)) at = at[key]!
  at[path.at(-1)!] = value as never
  return copy
}

describe("a topology from another process", () => {
  it.effect("arrives as it was", () =>
    Effect.gen(function* () {
      const topology = yield* sample
      const arrived = decode(JSON.parse(JSON.stringify(encode(topologyData(topology)))))
      assert.isTrue(Exit.isSuccess(arrived))
      assert.deepStrictEqual<Topology | null>(Exit.isSuccess(arrived) ? topologyOf(arrived.value) : null, topology)
    })
  )

  it.effect.each<[string, ReadonlyArray<string | number>, unknown]>([
    ["an id of another multiplexer", ["sessions", 0, "id"], "$1000000001"],
    ["an id that is none", ["panes", 0, "id"], "%1; kill-server"],
    ["a text without end", ["sessions", 0, "name"], "x".repeat(5000)],
    ["a number that is none", ["panes", 0, "pid"], "1"],
    ["more than anybody has", ["panes"], Array.from({ length: 2001 }, () => ({}))]
  ])("is refused with %s", ([, path, value]) =>
    Effect.gen(function* () {
      const data = encode(topologyData(yield* sample))
      assert.isTrue(Exit.isSuccess(decode(data)))
      assert.isTrue(Exit.isFailure(decode(replaced(data, path, value))))
    })
  )

  it.effect("names nothing that is not in it", () =>
    Effect.gen(function* () {
      const data = topologyData(yield* sample)
      const { clients, panes, sessions, windows } = topologyOf({ ...data, windows: data.windows.slice(0, 1) })
      assert.deepStrictEqual([...windows.keys()], ["@1"])
      assert.deepStrictEqual([...panes.keys()], ["%1"])
      assert.deepStrictEqual(
        [...sessions.values()].map(({ currentWindow, windows: all }) => [currentWindow, all.length]),
        [
          [WindowId.make("@1"), 1],
          [null, 0]
        ]
      )
      assert.deepStrictEqual(
        [...topologyOf({ ...data, sessions: [] }).clients.values()].map(({ sessionId }) => sessionId),
        [null]
      )
      assert.strictEqual(clients.size, 1)
    })
  )
})

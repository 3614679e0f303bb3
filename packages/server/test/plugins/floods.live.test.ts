import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Stream } from "effect"
import { runPlugin } from "./runPlugin.ts"

const imports = `
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Effect, Layer, Stream } from "effect"
const said = (threadId: string) => AgentEvent.cases.ThreadReported.make({
  agent: "x", threadId, identity: unknownIdentity, details: noDetails, evidence: null
})
`

describe("a plugin that says too much", () => {
  it.live.each<[string, string]>([
    [
      "of an agent",
      `export default AgentWatchers.add(Effect.succeed({
        name: "w", events: Stream.forever(Stream.make(said("t")))
      }))`
    ],
    [
      "of what it does not know",
      `export default Layer.effectDiscard(Effect.gen(function* () {
        const watchers = yield* AgentWatchers
        yield* watchers.register({ name: "w", events: Stream.never })
        const one = Effect.forever(watchers.countUnknown("w", "x".repeat(9999)))
        yield* Effect.forkScoped(Effect.all(Array.from({ length: 100 }, () => one), { concurrency: "unbounded" }))
      }))`
    ],
    [
      "by looking at screens",
      `import { AgentPanes } from "@opensessions/runtime/agents/AgentPanes"
      export default Layer.effectDiscard(Effect.gen(function* () {
        const { look } = yield* AgentPanes
        yield* Effect.forkScoped(Effect.forever(look("%7" as never)))
      }))`
    ],
    [
      "of its sessions",
      `import { memoryMultiplexer } from "@opensessions/runtime/multiplexer/memoryMultiplexer"
      import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
      export default Multiplexers.add(Effect.gen(function* () {
        const memory = yield* memoryMultiplexer("memory", 42)
        const id = yield* memory.newSession("a", "/")
        let n = 0
        const rename = Effect.suspend(() => memory.renameSession(id, "name " + ++n))
        yield* Effect.forkScoped(Effect.forever(Effect.delay(rename, 1)))
        return memory
      }))`
    ],
    [
      "to its log",
      `const say = Effect.sync(() => console.log("x".repeat(9999)))
       export default Layer.effectDiscard(Effect.forkScoped(Effect.forever(Effect.delay(say, 1))))`
    ]
  ])("%s is named and slowed down", ([, text]) =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(imports + text)
      yield* plugin.started
      assert.isTrue(yield* plugin.throttled)
      yield* plugin.end
    })
  )

  it.live("of more agents than there are fails, and starts again", () =>
    Effect.gen(function* () {
      const { services } = yield* runPlugin(`${imports}
        export default AgentWatchers.add(Effect.succeed({
          name: "w", events: Stream.map(Stream.range(1, 1000), (n) => said(String(n)))
        }))
      `)
      const { healthChanges } = Context.get(services, AgentWatchers)
      const failing = healthChanges.pipe(Stream.filter(([health]) => health?.state === "retrying"))
      const [health] = yield* Effect.flatMap(Stream.runHead(failing), Effect.fromOption)
      assert.include(health?.lastFailure, "more than 200 threads")
    })
  )

  it.live("by registering without end is stopped", () =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(`${imports}
        import { Themes } from "@opensessions/runtime/plugins/Themes"
        export default Layer.mergeAll(...Array.from({ length: 60 }, (_, n) => Themes.add("theme " + n, {})) as never)
      `)
      assert.strictEqual(yield* plugin.reason, "it registers more than 50 things")
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runPlugin } from "./runPlugin.ts"

const imports = `
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Effect, Layer, Stream } from "effect"
`

/** A plugin with a watcher that has said something before it does what it should not. */
const after = (deed: string) => `${imports}
import { createRequire } from "node:module"
const require = createRequire(import.meta.url)
import { AgentEvent, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
const event = AgentEvent.cases.ThreadReported.make({
  agent: "x", threadId: "t", identity: unknownIdentity, details: noDetails, evidence: null
})
const deed = () => { ${deed} }
export default AgentWatchers.add(Effect.succeed({
  name: "w",
  events: Stream.concat(Stream.make(event), Stream.fromEffect(Effect.as(Effect.delay(Effect.sync(deed), 300), event)))
}))
`

describe("a plugin that", () => {
  it.live.each<[string, string, string]>([
    ["throws while it is loaded", 'throw new Error("no luck\\nat all")', "no luck"],
    ["is no plugin", "export default 1", "its default export is not a Layer"],
    ["imports what is not offered", 'import "effect/http"', "effect/http is not offered to plugins"],
    [
      "has a defect at its start",
      `${imports}export default Layer.effectDiscard(Effect.die(new Error("a bug")))`,
      "a bug"
    ],
    ["never ends to load", "for (;;) {}", "it has not started within 10 seconds"],
    ["waits for ever", "await new Promise(() => {})", "it has not started within 10 seconds"]
  ])("%s is named", ([, text, reason]) =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(text)
      assert.strictEqual(yield* plugin.reason, reason)
    })
  )

  it.live.each<[string, string, string]>([
    ["loops for ever", "for (;;) {}", "it gave no sign of life for 10 seconds"],
    [
      "fills its heap",
      "const all = []; for (;;) all.push({ n: all.length, list: [all.length] })",
      "it was aborted, as one is that needs more than 128 MB of memory"
    ],
    [
      "fills memory beside the heap, now and then",
      "const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 200)",
      "it uses more than 300 MB of memory"
    ],
    ["fills memory beside the heap at once", "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))", "memory"],
    [
      "answers with what is no message",
      'require("node:fs").writeSync(4, "no message\\n")',
      "what it says can't be understood"
    ],
    [
      "answers with a line without end",
      'const fs = require("node:fs"); setInterval(() => { try { fs.writeSync(4, "x".repeat(1e5)) } catch {} }, 10)',
      "what it says can't be understood"
    ],
    ["ends its process", "process.exit(3)", "it ended its process with status 3"],
    ["kills its process", 'process.kill(process.pid, "SIGKILL"); for (;;) {}', "its process was killed (SIGKILL)"],
    ["throws where nobody catches", 'setTimeout(() => { throw new Error("thrown late") }, 10)', "thrown late"],
    ["rejects where nobody listens", 'void Promise.reject(new Error("rejected"))', "rejected"]
  ])("%s is named, and what it registered goes", ([, deed, reason]) =>
    Effect.gen(function* () {
      const plugin = yield* runPlugin(after(deed))
      yield* plugin.started
      assert.deepStrictEqual(yield* plugin.watcherNames, ["p: w"])
      assert.include(yield* plugin.reason, reason)
      assert.deepStrictEqual(yield* plugin.watcherNames, [])
    })
  )
})

/** A host in a process of its own, to be killed: draws the panes of its argument and prints the commands they give. */
import { Effect, SubscriptionRef } from "effect"
import type { SeenPane } from "../../src/services/PaneSource.ts"
import { fakeDaemon } from "./fakeDaemon.ts"

const panes: ReadonlyArray<SeenPane> = JSON.parse(process.argv[2] ?? "[]")

const program = Effect.gen(function* () {
  const daemon = yield* fakeDaemon((command) => Effect.sync(() => void process.stdout.write(`${command._tag}\n`)))
  yield* daemon.start
  yield* SubscriptionRef.set(daemon.seen, panes)
  return yield* Effect.never
})

await Effect.runPromise(Effect.scoped(program))

/** Which daemon answers: its process and version. */
import { Health } from "@opensessions/protocol/api/Health"
import { Effect, Option, Schema } from "effect"
import { Daemon } from "./Daemon.ts"

const decode = Schema.decodeUnknownOption(Health)

/** None where no daemon of ours answers. */
export const readHealth = Effect.gen(function* () {
  const daemon = yield* Daemon
  const answer = yield* Effect.option(daemon.ask({ path: "/health" }))
  return Option.flatMap(answer, decode)
})

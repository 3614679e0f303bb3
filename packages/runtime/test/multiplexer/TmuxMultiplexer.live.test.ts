import { it } from "@effect/vitest"
import { Effect } from "effect"
import { tmuxMultiplexer } from "../../src/multiplexer/TmuxMultiplexer.ts"
import { live } from "../tmux/support/live.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { keepsTheContract } from "./contract.ts"

it.live("tmux is a multiplexer", () =>
  Effect.gen(function* () {
    const server = yield* TestServer
    yield* server.attach("first")
    yield* keepsTheContract(yield* tmuxMultiplexer)
  }).pipe(Effect.provide(live))
)

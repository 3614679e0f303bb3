/** The one writer of state: facts go in, the state document comes out. */
import type { State } from "@opensessions/protocol/State"
import { Context, type Effect, type Stream } from "effect"
import type { Fact } from "./Fact.ts"
import type { Model } from "./Model.ts"

export class SessionStore extends Context.Service<
  SessionStore,
  {
    submit(...facts: ReadonlyArray<Fact>): Effect.Effect<void>
    /** Returns when these facts are in the state. */
    apply(...facts: ReadonlyArray<Fact>): Effect.Effect<State>
    readonly state: Effect.Effect<State>
    /** The current state first, then each change; newest wins for a slow reader. */
    readonly changes: Stream.Stream<State>
    /** Everything that is known, evidence included, for `explain` and persistence. */
    readonly model: Effect.Effect<Model>
  }
>()("@opensessions/runtime/store/SessionStore") {}

/** Gives the store what the former daemon left, and keeps what the next one is to find. */
import { Effect, Layer, Stream } from "effect"
import { Memory } from "../persistence/Memory.ts"
import { Fact } from "../store/Fact.ts"
import { remember } from "../store/restore.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** The first change is written at once, a burst at this pace; a crash loses at most this much. */
const pace = "250 millis"

/** What was remembered is in the store when this layer is built. Needs the topology there first. */
export const memoryFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const memory = yield* Memory
    const remembered = yield* memory.load
    if (remembered !== null) yield* store.apply(Fact.Restored({ remembered }))
    const save = Effect.gen(function* () {
      yield* memory.save(remember(yield* store.model, yield* store.state))
      yield* store.submit(Fact.NoticeChanged({ key: "memory", text: yield* memory.problem }))
    })
    yield* store.changes.pipe(
      Stream.drop(1),
      Stream.runForEach(() => Effect.andThen(save, Effect.sleep(pace))),
      Effect.forkScoped
    )
    yield* Effect.addFinalizer(() => save)
  })
)

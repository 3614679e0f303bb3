/** A stream of bytes whose reader is cut off when it takes nothing for too long: an event source then connects again. */
import { Context, type Duration, Effect, FiberHandle, Stream } from "effect"

/** How long a reader may leave what was sent to it before it is cut off. */
export const ReaderPatience = Context.Reference<Duration.Input>("@opensessions/server/http/ReaderPatience", {
  defaultValue: () => "10 seconds"
})

/**
 * Whoever writes the stream to a connection asks for the next bytes when the connection has taken the last ones. A reader
 * that is only idle, because nothing new happens, has asked and is never cut off.
 */
export const takenInTime = (bytes: Stream.Stream<Uint8Array>, cutOff: Effect.Effect<void>): Stream.Stream<Uint8Array> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const patience = yield* ReaderPatience
      const waiting = yield* FiberHandle.make()
      const pull = yield* Stream.toPull(bytes)
      const asked = FiberHandle.clear(waiting).pipe(
        Effect.andThen(pull),
        Effect.tap(() => FiberHandle.run(waiting, Effect.andThen(Effect.sleep(patience), cutOff)))
      )
      return Stream.fromPull(Effect.succeed(asked))
    })
  )

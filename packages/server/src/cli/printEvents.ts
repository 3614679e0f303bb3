/** Prints the state now, then after each change, a line each, as long as a daemon of this tmux server runs. */
import { Places } from "@opensessions/runtime/config/Places"
import { Console, Effect, Ref, Schedule, Stream } from "effect"
import { daemonSockets, NoDaemon } from "./Daemon.ts"
import type { EventBlock } from "./eventBlocks.ts"
import { followEvents } from "./followEvents.ts"

/** The state document with the name and the id of the event that brought it. */
export const eventLine = ({ data, event, id }: EventBlock): string =>
  `{"event":${JSON.stringify(event)},"id":${JSON.stringify(id)},${data.slice(1)}`

/** A daemon that is exchanged (a restart, an update, a crash) is back within a second. */
const patience = Schedule.spaced("100 millis").pipe(Schedule.upTo({ duration: "5 seconds" }))

const eventsAfter = Effect.fnUntraced(function* (after: string | null) {
  const places = yield* Places
  return daemonSockets(places)
    .reduceRight<Stream.Stream<EventBlock>>(
      (otherwise, socketPath) => Stream.orElseIfEmpty(followEvents({ socketPath, after }), () => otherwise),
      Stream.empty
    )
    .pipe(Stream.concat(Stream.fail(new NoDaemon({ key: places.key }))))
})

/** Fails where no daemon runs, and when the one that ran has not come back. Starts none. */
export const printEvents = Effect.gen(function* () {
  const last = yield* Ref.make<string | null>(null)
  const onceBegun = patience.pipe(Schedule.while(() => Effect.map(Ref.get(last), (id) => id !== null)))
  yield* Stream.unwrap(Effect.flatMap(Ref.get(last), eventsAfter)).pipe(
    Stream.tap(({ id }) => Ref.set(last, id)),
    Stream.retry(onceBegun),
    Stream.runForEach((event) => Console.log(eventLine(event)))
  )
})

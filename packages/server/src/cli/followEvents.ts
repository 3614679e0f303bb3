/** The stream of `GET /events` through a Unix socket, until whoever sends it ends. */
import { Cause, Effect, Queue, Stream } from "effect"
import { type EventBlock, makeEventBlocks } from "./eventBlocks.ts"

export interface Followed {
  readonly socketPath: string
  /** The id of the last event that was read, null for none. */
  readonly after: string | null
}

const connect = ({ after, socketPath }: Followed, events: Queue.Queue<EventBlock, Cause.Done>) => {
  const headers = after === null ? {} : { "last-event-id": after }
  const blocks = makeEventBlocks()
  const end = () => Queue.endUnsafe(events)
  // An `import` of node:http would be loaded for every other command too.
  const request = process
    .getBuiltinModule("node:http")
    .get({ socketPath, path: "/events", headers, agent: false }, (response) => {
      response.setEncoding("utf8")
      response.on("data", (piece: string) => Queue.offerAllUnsafe(events, blocks(piece)))
      response.on("error", end)
      response.on("close", end)
    })
  request.on("error", end)
  return request
}

/** Ends where nobody listens, and with who sends. */
export const followEvents = (followed: Followed): Stream.Stream<EventBlock> =>
  Stream.callback((events) =>
    Effect.acquireRelease(
      Effect.sync(() => connect(followed, events)),
      (request) => Effect.sync(() => request.destroy())
    )
  )

/** `GET /health`, `/state`, `/events`, `/agents/{paneId}/explain`, `/diagnosis`. */
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import { product } from "@opensessions/protocol/api/Health"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { UnknownAgent } from "@opensessions/protocol/api/Refusals"
import { eventId } from "@opensessions/protocol/api/StateEvent"
import { Explain } from "@opensessions/runtime/store/Explain"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Stream } from "effect"
import { Diagnostics } from "../daemon/Diagnostics.ts"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { stateBody, stateFrame, streamOpening } from "./encodedState.ts"
import { takenInTime } from "./takenInTime.ts"

export const ReadingHandlers = HttpApiBuilder.group(
  OpenSessionsApi,
  "reading",
  Effect.fnUntraced(function* (handlers) {
    const store = yield* SessionStore
    const explain = yield* Explain
    const diagnostics = yield* Diagnostics

    /** Everything that the reader does not have yet: only the newest document counts, so nothing is kept for it. */
    const eventsAfter = (lastEventId: string | undefined) =>
      store.changes.pipe(
        Stream.dropWhile((state) => eventId(state) === lastEventId),
        Stream.map(stateFrame)
      )

    return handlers.handleAll({
      health: () =>
        Effect.map(store.state, ({ server: { version, key, pid } }) => ({ product, version, key, pid }) as const),
      state: () =>
        Effect.map(store.state, (state) =>
          HttpServerResponse.uint8Array(stateBody(state), { contentType: "application/json" })
        ),
      events: ({ headers, request }) => {
        const bytes = Stream.concat(Stream.succeed(streamOpening), eventsAfter(headers["last-event-id"]))
        const cutOff = Effect.sync(() => void NodeHttpServerRequest.toIncomingMessage(request).socket.destroy())
        return Effect.succeed(
          HttpServerResponse.stream(takenInTime(bytes, cutOff), { contentType: "text/event-stream" })
        )
      },
      explain: Effect.fnUntraced(function* ({ params }) {
        const explanations = yield* explain.explain(params.paneId)
        if (explanations.length === 0)
          return yield* new UnknownAgent({ error: "no agent there", target: params.paneId })
        return explanations
      }),
      diagnosis: () => diagnostics.current
    })
  })
)

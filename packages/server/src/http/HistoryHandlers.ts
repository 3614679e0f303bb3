/** `GET /history`. */
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { Journal } from "@opensessions/runtime/journal/Journal"
import { Clock, Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

const dayMillis = 86_400_000

export const HistoryHandlers = HttpApiBuilder.group(
  OpenSessionsApi,
  "history",
  Effect.fnUntraced(function* (handlers) {
    const journal = yield* Journal
    return handlers.handleAll({
      history: Effect.fnUntraced(function* ({ query }) {
        const now = yield* Clock.currentTimeMillis
        return yield* journal.history({ since: query.since ?? now - dayMillis, session: query.session ?? null })
      })
    })
  })
)

/** `POST /set-status`, `/set-progress`, `/log`, `/clear-log`, `/notify`: answered when the state has it. */
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Notifications } from "@opensessions/runtime/notifications/Notifications"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Clock, Effect, type FileSystem } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { logLine, progress, statusPill } from "./metadataFacts.ts"
import { owningSession } from "./owningSession.ts"

export const MetadataHandlers = HttpApiBuilder.group(
  OpenSessionsApi,
  "metadata",
  Effect.fnUntraced(function* (handlers) {
    const store = yield* SessionStore
    const notifications = yield* Notifications
    const context = yield* Effect.context<SessionStore | FileSystem.FileSystem>()

    const apply = Effect.fnUntraced(function* (ref: string, factFor: (sessionId: SessionId, now: number) => Fact) {
      const owner = yield* Effect.provideContext(owningSession(ref), context)
      const fact = factFor(owner, yield* Clock.currentTimeMillis)
      yield* store.apply(fact)
      if (fact._tag === "Notified") yield* notifications.message(fact.sessionId, fact.line)
    })

    return handlers.handleAll({
      setStatus: ({ payload }) =>
        apply(payload.session, (sessionId, now) => Fact.StatusSet({ sessionId, status: statusPill(payload, now) })),
      setProgress: ({ payload }) =>
        apply(payload.session, (sessionId, now) => Fact.ProgressSet({ sessionId, progress: progress(payload, now) })),
      log: ({ payload }) =>
        apply(payload.session, (sessionId, now) => Fact.Logged({ sessionId, line: logLine(payload, now) })),
      clearLog: ({ payload }) => apply(payload.session, (sessionId) => Fact.LogCleared({ sessionId })),
      notify: ({ payload }) =>
        apply(payload.session, (sessionId, now) => Fact.Notified({ sessionId, line: logLine(payload, now) }))
    })
  })
)

/** `POST /api/agent-event`: evidence from the agent itself, taken where a session of this tmux server owns it. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { placeOf } from "@opensessions/runtime/agents/attribution"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Clock, Effect, FileSystem } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { reportedEvent, reportedIdentity } from "./reportedEvent.ts"
import { surplusReports } from "./surplusReports.ts"

export const AgentReportHandlers = HttpApiBuilder.group(
  OpenSessionsApi,
  "agents",
  Effect.fnUntraced(function* (handlers) {
    const store = yield* SessionStore
    const processes = yield* ProcessTable
    const files = yield* FileSystem.FileSystem

    const realDirectory = (directory: string) => files.realPath(directory).pipe(Effect.orElseSucceed(() => directory))

    return handlers.handleAll({
      report: Effect.fnUntraced(function* ({ payload }) {
        const around = {
          now: yield* Clock.currentTimeMillis,
          lineage: payload.pid ? yield* processes.lineage(payload.pid) : [],
          realDirectory: payload.projectDir ? yield* realDirectory(payload.projectDir) : null
        }
        const { threads, where } = yield* store.model
        const [owner] = placeOf(where, reportedIdentity(payload, around)).sessions
        if (owner === undefined) return "not owned" as const
        const event = reportedEvent(payload, around)
        const forgotten = surplusReports(threads, owner, event).map(({ agent, threadId }) =>
          Fact.AgentSaid({ event: AgentEvent.cases.ThreadForgotten.make({ agent, threadId }) })
        )
        yield* store.apply(...forgotten, Fact.AgentSaid({ event }))
        return "applied" as const
      })
    })
  })
)

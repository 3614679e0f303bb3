/** An agent, or an integration of one, reports its own state. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { AgentStatus } from "../Agent.ts"
import { PaneId } from "../Ids.ts"
import { Access } from "./Access.ts"
import { Amount, Line, Maybe, SessionRef, textLimit, VisibleLine } from "./Fields.ts"
import { RequestRules } from "./RequestRules.ts"

const fields = Schema.Struct({
  agent: VisibleLine(textLimit.source, "The agent's name, such as `codex`."),
  status: AgentStatus.annotateKey({ description: "What the agent does now." }),
  tmuxSession: Maybe(SessionRef).annotateKey({ description: "The session it runs in: its name or id." }),
  projectDir: Maybe(
    Schema.String.check(
      Schema.isPattern(/^\/[^\0]*$/, { expected: "an absolute path" }),
      Schema.isMaxLength(textLimit.path)
    )
  ).annotate({ description: "The directory the agent works in, as an absolute path." }),
  paneId: Maybe(PaneId).annotate({ description: "The tmux pane the agent runs in (`%4`)." }),
  threadId: Maybe(VisibleLine(textLimit.message, "The conversation.")).annotateKey({
    description: "The conversation. Default: one for each pane, session or directory."
  }),
  threadName: Maybe(Line(textLimit.short)).annotate({ description: "A name for the conversation." }),
  lastUserPrompt: Maybe(Line(textLimit.message)).annotate({ description: "What the user asked last." }),
  statusReason: Maybe(Line(textLimit.source)).annotate({ description: "Why, such as `permission` or `rate-limit`." }),
  pid: Maybe(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 2 ** 31 - 1 }))).annotate({
    description: "The agent's process; it decides the pane where it is one of this tmux server's."
  }),
  ts: Maybe(Amount).annotate({ description: "When it became true, in milliseconds since the epoch. Default: now." })
})

export const AgentReport = fields.check(
  Schema.makeFilter((report) =>
    report.tmuxSession || report.projectDir || report.paneId
      ? true
      : { path: ["tmuxSession"], issue: "Expected one of `tmuxSession`, `projectDir`, `paneId`" }
  )
)
export type AgentReport = typeof AgentReport.Type

/** 204: a session of this tmux server owns the event, and it was applied. */
export const Applied = Schema.Literal("applied")
  .annotate({ description: "A session of this tmux server owns the event; applied." })
  .pipe(HttpApiSchema.status(204), HttpApiSchema.asNoContent({ decode: () => "applied" as const }))

/** 202: no session of this tmux server owns the event; another daemon's may. Nothing was changed. */
export const NotOwned = Schema.Literal("not owned")
  .annotate({ description: "No session of this tmux server owns the event; nothing was changed." })
  .pipe(HttpApiSchema.status(202), HttpApiSchema.asNoContent({ decode: () => "not owned" as const }))

export class AgentReportApi extends HttpApiGroup.make("agents")
  .add(
    HttpApiEndpoint.post("report", "/api/agent-event", { payload: AgentReport, success: [Applied, NotOwned] }).annotate(
      OpenApi.Summary,
      "An agent reports its own state"
    )
  )
  .middleware(RequestRules)
  .annotate(Access, "metadata")
  .annotate(OpenApi.Title, "Agents") {}

/** What scripts attach to a session: a status pill, a progress, log lines. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Access } from "./Access.ts"
import { Amount, Line, Maybe, MaybeTone, MaybeTtl, OwnerRef, textLimit, VisibleLine } from "./Fields.ts"
import { UnknownSession } from "./Refusals.ts"
import { RequestRules } from "./RequestRules.ts"

export const SetStatus = Schema.Struct({
  session: OwnerRef,
  text: Schema.NullOr(Line(textLimit.short)).annotate({
    description: "The status, at most 100 characters are kept; null clears it. The field must be there."
  }),
  tone: MaybeTone,
  ttlMs: MaybeTtl
})
export type SetStatus = typeof SetStatus.Type

const progressFields = Schema.Struct({
  session: OwnerRef,
  current: Maybe(Amount).annotate({ description: "How much is done." }),
  total: Maybe(Amount).annotate({ description: "How much there is; only with `current`." }),
  percent: Maybe(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))).annotate({
    description: "The part that is done, 0 to 1; derived where `current` and `total` are given."
  }),
  label: Maybe(Line(textLimit.short)).annotate({ description: "What progresses; at most 100 characters are kept." }),
  clear: Maybe(Schema.Boolean).annotate({
    description: "true removes the progress; the other fields do not matter then."
  }),
  ttlMs: MaybeTtl
})

/** What is said of a progress replaces all that was said before. */
export const SetProgress = progressFields.check(
  Schema.makeFilter((p) => {
    if (p.clear === true) return true
    if (typeof p.total === "number" && typeof p.current !== "number") {
      return { path: ["current"], issue: "`total` needs `current`" }
    }
    if (p.total === 0) return { path: ["total"], issue: "Expected a number above 0" }
    if (typeof p.total === "number" && typeof p.current === "number" && p.current > p.total) {
      return { path: ["current"], issue: "Expected a number up to `total`" }
    }
    const says = typeof p.current === "number" || typeof p.percent === "number" || Boolean(p.label)
    return says || { path: ["percent"], issue: "Expected `current` and `total`, `percent`, `label` or `clear`" }
  })
)
export type SetProgress = typeof SetProgress.Type

export const AddLog = Schema.Struct({
  session: OwnerRef,
  message: VisibleLine(textLimit.message, "The line; at most 500 characters are kept."),
  tone: MaybeTone,
  source: Maybe(Line(textLimit.source)).annotate({ description: "Who says it; at most 50 characters are kept." })
})
export type AddLog = typeof AddLog.Type

export const ClearLog = Schema.Struct({ session: OwnerRef })
export type ClearLog = typeof ClearLog.Type

const success = HttpApiSchema.NoContent.annotate({ description: "Applied." })

const post = <const Id extends string, P extends Schema.Top>(id: Id, path: `/${string}`, payload: P, summary: string) =>
  HttpApiEndpoint.post(id, path, { payload, success, error: UnknownSession }).annotate(OpenApi.Summary, summary)

export class MetadataApi extends HttpApiGroup.make("metadata")
  .add(
    post("setStatus", "/set-status", SetStatus, "Sets or clears a session's status pill"),
    post("setProgress", "/set-progress", SetProgress, "Sets or clears a session's progress"),
    post("log", "/log", AddLog, "Adds a log line; the newest 50 of a session are kept"),
    post("clearLog", "/clear-log", ClearLog, "Empties a session's log"),
    post("notify", "/notify", AddLog, "Adds a log line, marks the session unseen and notifies as configured")
  )
  .middleware(RequestRules)
  .annotate(Access, "metadata")
  .annotate(OpenApi.Title, "Metadata")
  .annotate(
    OpenApi.Description,
    "For scripts of this user, no token. 204: applied. A request that is refused changes nothing."
  ) {}

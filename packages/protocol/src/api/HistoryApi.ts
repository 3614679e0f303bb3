/** What agents did, and how long they were in each state. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { History } from "../History.ts"
import { Access } from "./Access.ts"
import { SessionRef } from "./Fields.ts"
import { RequestRules } from "./RequestRules.ts"

export class HistoryApi extends HttpApiGroup.make("history")
  .add(
    HttpApiEndpoint.get("history", "/history", {
      query: {
        since: Schema.optionalKey(
          Schema.FiniteFromString.pipe(
            Schema.annotateEncoded({
              description: "From when, in milliseconds since the epoch. Default: a day ago."
            })
          )
        ),
        session: Schema.optionalKey(SessionRef)
      },
      success: History
    }).annotate(OpenApi.Summary, "Every change of an agent's state, and the time in each state by day and agent")
  )
  .middleware(RequestRules)
  .annotate(Access, "reading")
  .annotate(OpenApi.Title, "History")
  .annotate(
    OpenApi.Description,
    "From the journal, which keeps the last 90 days and at most 50,000 changes. Who may read is as for Reading."
  ) {}

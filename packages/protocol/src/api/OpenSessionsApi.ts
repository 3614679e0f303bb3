/** The HTTP API: server, typed client, `GET /openapi.json` and `GET /docs` all come from this one description. */
import { HttpApi, OpenApi } from "effect/http-api"
import { AgentReportApi } from "./AgentReportApi.ts"
import { CommandsApi } from "./CommandsApi.ts"
import { HistoryApi } from "./HistoryApi.ts"
import { MetadataApi } from "./MetadataApi.ts"
import { ReadingApi } from "./ReadingApi.ts"

export class OpenSessionsApi extends HttpApi.make("opensessions")
  .add(MetadataApi)
  .add(AgentReportApi)
  .add(ReadingApi)
  .add(HistoryApi)
  .add(CommandsApi)
  .annotate(OpenApi.Title, "opensessions")
  .annotate(
    OpenApi.Description,
    "The same routes on the daemon's Unix socket and on 127.0.0.1. Every refusal is JSON with an `error`."
  ) {}

/** What can be read: the probe, the state document, its changes, and why an agent is shown as it is. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { State } from "../State.ts"
import { Access } from "./Access.ts"
import { Diagnosis } from "./Diagnosis.ts"
import { Explanation } from "./Explanation.ts"
import { Health } from "./Health.ts"
import { UnknownAgent } from "./Refusals.ts"
import { RequestRules } from "./RequestRules.ts"
import { StateEvent } from "./StateEvent.ts"

export class ReadingApi extends HttpApiGroup.make("reading")
  .add(
    HttpApiEndpoint.get("health", "/health", { success: Health })
      .annotate(Access, "open")
      .annotate(OpenApi.Summary, "Tells this daemon from a stranger on the same port"),
    HttpApiEndpoint.get("state", "/state", { success: State }).annotate(
      OpenApi.Summary,
      "Every session with its agents, git, ports and metadata"
    ),
    HttpApiEndpoint.get("events", "/events", {
      headers: {
        "last-event-id": Schema.optionalKey(Schema.String).annotate({
          description: "The id of the last event that was read: nothing older comes again."
        })
      },
      success: HttpApiSchema.StreamSse({ events: StateEvent })
    }).annotate(OpenApi.Summary, "The state now, then after each change, as server-sent events"),
    HttpApiEndpoint.get("explain", "/agents/:paneId/explain", {
      params: {
        paneId: Schema.String.annotate({
          description: "A pane's id (`%4`), an agent's name, or the name or id of a thread."
        })
      },
      success: Schema.Array(Explanation),
      error: UnknownAgent
    }).annotate(OpenApi.Summary, "Why agents are shown as they are, the most urgent first"),
    HttpApiEndpoint.get("diagnosis", "/diagnosis", { success: Diagnosis }).annotate(
      OpenApi.Summary,
      "What the daemon knows about its own health: its watchers, and what they did not understand"
    )
  )
  .middleware(RequestRules)
  .annotate(Access, "reading")
  .annotate(OpenApi.Title, "Reading")
  .annotate(
    OpenApi.Description,
    "Over the Unix socket without more. Over TCP with `Authorization: Bearer <token of daemon.json>`, or on Linux from a process of this user; `/health` is open."
  ) {}

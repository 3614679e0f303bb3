/** The typed client of the daemon of this tmux server, over its Unix socket. */
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { Places } from "@opensessions/runtime/config/Places"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Context, Effect, Layer } from "effect"
import { HttpClient, type HttpClientError, type HttpClientResponse } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { isNobody, type NoDaemon, nobodyAt, onlyOurs } from "./NoDaemon.ts"
import { socketTransport } from "./socketTransport.ts"

const orNoDaemon = (places: DaemonPlaces) =>
  HttpClient.transformResponse(
    (response: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>) =>
      Effect.andThen(
        onlyOurs(places),
        Effect.mapError(response, (error) =>
          error.reason._tag === "TransportError" && isNobody(error.reason.cause) ? nobodyAt(places) : error
        )
      )
  )

/**
 * Every route as a method with typed answers and errors, `NoDaemon` among them.
 *
 * **Gotcha**: all schemas of the API are made when this is imported, about 60 ms. The command line, for which a person
 * waits, asks with less.
 */
export class DaemonClient extends Context.Service<
  DaemonClient,
  HttpApiClient.ForApi<typeof OpenSessionsApi, NoDaemon>
>()("@opensessions/server/client/DaemonClient") {
  static readonly layer = Layer.effect(
    DaemonClient,
    Effect.flatMap(Places, (places) =>
      HttpApiClient.makeWith(OpenSessionsApi, {
        httpClient: orNoDaemon(places)(socketTransport(places.socketFile)),
        baseUrl: "http://opensessions"
      })
    )
  )
}

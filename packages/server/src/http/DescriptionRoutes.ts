/** `GET /openapi.json` and `GET /docs`, made when somebody asks for the first time. */
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { OpenApi } from "effect/http-api"
import { docsPage, docsPolicy } from "./docsPage.ts"
import { docsPath, openApiPath } from "./routes.ts"

const asked = (make: () => HttpServerResponse.HttpServerResponse) => {
  let made: HttpServerResponse.HttpServerResponse | null = null
  return Effect.sync(() => (made ??= make()))
}

const openApi = asked(() => HttpServerResponse.jsonUnsafe(OpenApi.fromApi(OpenSessionsApi)))

const docs = asked(() =>
  HttpServerResponse.text(docsPage(OpenApi.fromApi(OpenSessionsApi)), {
    contentType: "text/html; charset=utf-8",
    headers: { "content-security-policy": docsPolicy }
  })
)

export const DescriptionRoutes = Layer.mergeAll(
  HttpRouter.add("GET", openApiPath, openApi),
  HttpRouter.add("GET", docsPath, docs)
)

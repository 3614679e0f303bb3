/** `GET /openapi.json` and `GET /docs`, made when somebody asks for the first time. */
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { apiDescription } from "./apiDescription.ts"
import { docsPage, docsPolicy } from "./docsPage.ts"
import { docsPath, openApiPath } from "./routes.ts"

const asked = (make: () => HttpServerResponse.HttpServerResponse) => {
  let made: HttpServerResponse.HttpServerResponse | null = null
  return Effect.sync(() => (made ??= make()))
}

const openApi = (version: string) => asked(() => HttpServerResponse.jsonUnsafe(apiDescription(version)))

const docs = (version: string) =>
  asked(() =>
    HttpServerResponse.text(docsPage(apiDescription(version)), {
      contentType: "text/html; charset=utf-8",
      headers: { "content-security-policy": docsPolicy }
    })
  )

export const DescriptionRoutes = Layer.unwrap(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const { version } = (yield* store.state).server
    return Layer.mergeAll(
      HttpRouter.add("GET", openApiPath, openApi(version)),
      HttpRouter.add("GET", docsPath, docs(version))
    )
  })
)

/** The OpenAPI document of this daemon: what the API says of itself, with its version and who may ask for what. */
import type { Access } from "@opensessions/protocol/api/Access"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { OpenApi } from "effect/http-api"
import { findRoute } from "./routes.ts"

type Operations = Readonly<Record<string, OpenApi.OpenAPISpecOperation>>

const token = {
  type: "http",
  scheme: "bearer",
  description: "The token of `daemon.json`, over TCP. The Unix socket needs none."
} as const

/** An empty requirement: it can be asked without, from the Unix socket, and for reading on Linux from this user's processes. */
const securityOf = (access: Access): Array<OpenApi.OpenAPISecurityRequirement> =>
  access === "reading" || access === "control" ? [{ token: [] }, {}] : []

const accessOf = (method: string, path: string): Access => {
  const found = findRoute(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, "x"))
  return found._tag === "NotFound" ? "control" : found.access
}

const secured = (path: string, operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      { ...operation, security: securityOf(accessOf(method, path)) }
    ])
  )

/** Of the API as this version of the program serves it. */
export const apiDescription = (version: string): OpenApi.OpenAPISpec => {
  const spec = OpenApi.fromApi(OpenSessionsApi)
  const paths = Object.entries(spec.paths).map(([path, item]) => [path, secured(path, item as Operations)] as const)
  return {
    ...spec,
    info: { ...spec.info, version },
    components: { ...spec.components, securitySchemes: { token } },
    paths: Object.fromEntries(paths) as OpenApi.OpenAPISpec["paths"]
  }
}

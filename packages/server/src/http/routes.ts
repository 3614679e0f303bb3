/** Every route with who may ask for it, derived from the API's description. */
import { Access } from "@opensessions/protocol/api/Access"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { rpcPath } from "@opensessions/protocol/rpc/OpenSessionsRpc"
import { Context } from "effect"
import { HttpApi } from "effect/http-api"

export interface Route {
  readonly method: string
  readonly segments: ReadonlyArray<string>
  readonly access: Access
  /** It is there for what becomes a WebSocket, and for nothing else. */
  readonly upgrade: boolean
}

export type Found =
  /** `path` is the one to route by, with its parameters encoded. */
  | { readonly _tag: "Found"; readonly access: Access; readonly upgrade: boolean; readonly path: string }
  | { readonly _tag: "WrongMethod"; readonly access: Access; readonly allow: ReadonlyArray<string> }
  | { readonly _tag: "NotFound" }

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").slice(1)

/** Where the description of the API itself can be read. */
export const openApiPath = "/openapi.json"
export const docsPath = "/docs"

const described = (): ReadonlyArray<Route> => {
  const routes: Array<Route> = []
  HttpApi.reflect(OpenSessionsApi, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, mergedAnnotations }) => {
      const access = Context.get(mergedAnnotations, Access)
      routes.push({ method: endpoint.method, segments: segmentsOf(endpoint.path), access, upgrade: false })
    }
  })
  return routes
}

export const routes: ReadonlyArray<Route> = [
  ...described(),
  { method: "GET", segments: segmentsOf(openApiPath), access: "open", upgrade: false },
  { method: "GET", segments: segmentsOf(docsPath), access: "open", upgrade: false },
  { method: "GET", segments: segmentsOf(rpcPath), access: "control", upgrade: true }
]

const paneId = /^%\d+$/

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** `%4` is what a person types for pane `%4`, `%254` what is right: both are understood. */
const parameter = (segment: string): string =>
  encodeURIComponent(!paneId.test(decoded(segment)) && paneId.test(segment) ? segment : decoded(segment))

const matches = (route: Route, segments: ReadonlyArray<string>): boolean =>
  route.segments.length === segments.length &&
  route.segments.every((wanted, i) => wanted === segments[i] || (wanted.startsWith(":") && segments[i] !== ""))

const rewritten = (route: Route, segments: ReadonlyArray<string>): string =>
  route.segments.map((wanted, i) => `/${wanted.startsWith(":") ? parameter(segments[i] ?? "") : wanted}`).join("")

const serves = (route: Route, method: string): boolean =>
  route.method === method || (route.method === "GET" && method === "HEAD" && !route.upgrade)

/** Looks a request up. The path must be written as described: no other case, no doubled or trailing slash. */
export const findRoute = (method: string, target: string): Found => {
  const path = target.split(/[?#]/, 1)[0] ?? ""
  const segments = segmentsOf(path)
  const fitting = path.startsWith("/") ? routes.filter((route) => matches(route, segments)) : []
  const [first] = fitting
  if (first === undefined) return { _tag: "NotFound" }
  const route = fitting.find((candidate) => serves(candidate, method))
  if (route !== undefined) {
    return { _tag: "Found", access: route.access, upgrade: route.upgrade, path: rewritten(route, segments) }
  }
  const allow = fitting.flatMap((r) => (serves(r, "HEAD") ? ["GET", "HEAD"] : [r.method]))
  return { _tag: "WrongMethod", access: first.access, allow }
}

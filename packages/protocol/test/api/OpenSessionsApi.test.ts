import { assert, describe, it } from "@effect/vitest"
import { Context } from "effect"
import { HttpApi, OpenApi } from "effect/http-api"
import { Access } from "../../src/api/Access.ts"
import { OpenSessionsApi } from "../../src/api/OpenSessionsApi.ts"

const routes: Array<readonly [string, Access]> = []
HttpApi.reflect(OpenSessionsApi, {
  onGroup: () => undefined,
  onEndpoint: ({ endpoint, mergedAnnotations }) => {
    routes.push([`${endpoint.method} ${endpoint.path}`, Context.get(mergedAnnotations, Access)])
  }
})

/** As far as a JSON schema is read here. */
interface Shape {
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly anyOf?: ReadonlyArray<Shape>
  readonly allOf?: ReadonlyArray<Shape>
  readonly items?: Shape
}

const isDescribed = ({ description, allOf = [] }: Shape): boolean =>
  description !== undefined || allOf.some(isDescribed)

/** The path of every field without a description; `_tag` is never sent. */
const undescribed = (
  shapes: Readonly<Record<string, Shape>>,
  at: string,
  { $ref, allOf = [], anyOf = [], items, properties = {} }: Shape
): ReadonlyArray<string> => [
  ...($ref === undefined ? [] : undescribed(shapes, at, shapes[$ref.split("/").at(-1) ?? ""] ?? {})),
  ...(items === undefined ? [] : undescribed(shapes, at, items)),
  ...[...allOf, ...anyOf].flatMap((part) => undescribed(shapes, at, part)),
  ...Object.entries(properties).flatMap(([name, field]) => [
    ...(name === "_tag" || isDescribed(field) ? [] : [`${at}.${name}`]),
    ...undescribed(shapes, `${at}.${name}`, field)
  ])
]

describe("the HTTP API", () => {
  it("has the routes of the contract, each with who may ask", () => {
    assert.deepStrictEqual(
      routes.filter(([route]) => !route.includes("/commands/")),
      [
        ["POST /set-status", "metadata"],
        ["POST /set-progress", "metadata"],
        ["POST /log", "metadata"],
        ["POST /clear-log", "metadata"],
        ["POST /notify", "metadata"],
        ["POST /api/agent-event", "metadata"],
        ["GET /health", "open"],
        ["GET /state", "reading"],
        ["GET /events", "reading"],
        ["GET /agents/:paneId/explain", "reading"],
        ["GET /diagnosis", "reading"],
        ["GET /history", "reading"]
      ]
    )
  })

  it("has nothing that moves or ends anything but for control", () => {
    const commands = routes.filter(([route]) => route.includes("/commands/"))
    assert.isAbove(commands.length, 10)
    assert.isTrue(commands.every(([route, access]) => route.startsWith("POST ") && access === "control"))
  })

  it("guards a route that says nothing as well as it can", () => {
    assert.strictEqual(Context.get(Context.empty(), Access), "control")
  })

  it("is described for programs: every route says what it does, every answer has its status", () => {
    const { paths } = OpenApi.fromApi(OpenSessionsApi)
    for (const [path, item] of Object.entries(paths)) {
      for (const operation of Object.values(item as Record<string, OpenApi.OpenAPISpecOperation>)) {
        assert.isString(operation.summary, path)
        assert.includeMembers(Object.keys(operation.responses), ["400", "403", "413", "415", "429"], path)
      }
    }
    assert.includeMembers(Object.keys(paths["/api/agent-event"]?.post?.responses ?? {}), ["202", "204"])
  })

  it("describes every field of every body, answer and parameter", () => {
    const { components, paths } = OpenApi.fromApi(OpenSessionsApi)
    const shapes = components.schemas as Readonly<Record<string, Shape>>
    for (const [path, item] of Object.entries(paths)) {
      for (const operation of Object.values(item as Record<string, OpenApi.OpenAPISpecOperation>)) {
        const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((one) =>
          Object.values(one?.content ?? {})
        )
        const missing = contents.flatMap(({ schema }) => undescribed(shapes, path, schema as Shape))
        const parameters = operation.parameters.filter((one) => !isDescribed(one) && !isDescribed(one.schema as Shape))
        assert.deepStrictEqual([...missing, ...parameters.map(({ name }) => name)], [])
      }
    }
  })
})

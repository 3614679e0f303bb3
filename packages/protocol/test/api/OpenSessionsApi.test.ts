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

interface Described {
  readonly properties?: Readonly<Record<string, unknown>>
}

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
        ["GET /diagnosis", "reading"]
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

  it("describes every field of the metadata bodies", () => {
    const { paths } = OpenApi.fromApi(OpenSessionsApi)
    for (const path of ["/set-status", "/set-progress", "/log", "/notify", "/api/agent-event"]) {
      const schema = paths[path]?.post?.requestBody?.content["application/json"]?.schema as Described
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        assert.match(JSON.stringify(field), /"(description|enum)":/, `${path} ${name}`)
      }
    }
  })
})

import { assert, layer } from "@effect/vitest"
import { Explanation } from "@opensessions/protocol/api/Explanation"
import { Health } from "@opensessions/protocol/api/Health"
import { History } from "@opensessions/protocol/History"
import { State } from "@opensessions/protocol/State"
import { Effect, Schema } from "effect"
import { doors, post, send } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

const decode = <A, I>(schema: Schema.Codec<A, I>, text: string) =>
  Schema.decodeEffect(Schema.fromJsonString(schema))(text)

/** Every description that stands somewhere in a document. */
const descriptionsIn = (part: unknown): ReadonlyArray<string> =>
  typeof part !== "object" || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]) =>
        key === "description" && typeof value === "string" ? [value] : descriptionsIn(value)
      )

/** As a reader sees it, on the page and in the document. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/<\/?code>|`/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")

layer(TestDaemon)("reading over HTTP", (it) => {
  it.effect("health tells product, version, key and pid to everybody of this user, and no secret", () =>
    Effect.gen(function* () {
      const { tcp, unix, info } = yield* doors
      for (const door of [tcp, unix]) {
        const answer = yield* send(door, "/health")
        assert.strictEqual(answer.status, 200)
        const health = yield* decode(Health, answer.text)
        assert.deepStrictEqual(health, { product: "opensessions", version: "1.2.3", key: 2486, pid: process.pid })
        assert.notInclude(answer.text, info.token)
      }
    })
  )

  it.effect("both doors show one state, the port among it", () =>
    Effect.gen(function* () {
      const { tcp, unix, authorization } = yield* doors
      yield* post(tcp, "/set-status", { session: "api", text: "shared" })
      const byPort = yield* send(tcp, "/state", { headers: { authorization } })
      const bySocket = yield* send(unix, "/state")
      assert.strictEqual(byPort.text, bySocket.text)
      const state = yield* decode(State, bySocket.text)
      assert.strictEqual(state.server.port, tcp.port)
      assert.strictEqual(state.sessions[0]?.metadata.status?.text, "shared")
      assert.strictEqual(bySocket.headers["content-type"], "application/json")
      assert.strictEqual(bySocket.headers["cache-control"], "no-store")
    })
  )

  it.effect("the history is read from a time on, and of one session", () =>
    Effect.gen(function* () {
      const { tcp, unix } = yield* doors
      const answer = yield* send(unix, "/history?since=5&session=api")
      assert.deepStrictEqual(yield* decode(History, answer.text), {
        since: 5,
        until: 6,
        entries: [],
        time: [{ day: "api", agent: "a", status: "idle", millis: 1 }]
      })
      assert.strictEqual((yield* send(unix, "/history?since=yesterday")).status, 400)
      assert.notStrictEqual((yield* send(tcp, "/history", { headers: { origin: "http://x.example" } })).status, 200)
    })
  )

  it.effect("HEAD answers as GET without the body", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const answer = yield* send(unix, "/state", { method: "HEAD" })
      assert.strictEqual(answer.status, 200)
      assert.strictEqual(answer.text, "")
    })
  )

  it.effect.each([["/agents/%251/explain"], ["/agents/%1/explain"]] as const)(
    "explains a pane written as %s",
    ([path]) =>
      Effect.gen(function* () {
        const { unix } = yield* doors
        const answer = yield* send(unix, path)
        assert.strictEqual(answer.status, 200)
        const [explanation] = yield* decode(Schema.Array(Explanation), answer.text)
        assert.strictEqual(explanation?.evidence[0]?.won, true)
      })
  )

  it.effect("what is no pane, agent or thread is not found", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const gone = yield* send(unix, "/agents/%2599/explain")
      assert.strictEqual(gone.status, 404)
      assert.deepStrictEqual(JSON.parse(gone.text), { error: "no agent there", target: "%99" })
      for (const path of ["/agents/api/explain", "/agents/..%2f/explain"]) {
        assert.strictEqual((yield* send(unix, path)).status, 404, path)
      }
    })
  )

  it.effect("the description names every route, with a sentence for each", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const answer = yield* send(tcp, "/openapi.json")
      assert.strictEqual(answer.status, 200)
      const { components, info, paths, openapi } = JSON.parse(answer.text)
      assert.match(openapi, /^3\./)
      assert.strictEqual(info.version, "1.2.3")
      assert.deepInclude(components.securitySchemes.token, { type: "http", scheme: "bearer" })
      assert.deepStrictEqual(paths["/commands/quit"].post.security, [{ token: [] }, {}])
      assert.deepStrictEqual(paths["/set-status"].post.security, [])
      for (const path of ["/set-status", "/api/agent-event", "/state", "/events", "/agents/{paneId}/explain"]) {
        assert.property(paths, path)
      }
      for (const [path, item] of Object.entries(paths)) {
        for (const operation of Object.values(item as Record<string, { summary?: string }>)) {
          assert.isString(operation.summary, path)
        }
      }
    })
  )

  it.effect("the docs are a page on which nothing runs", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const answer = yield* send(tcp, "/docs")
      assert.strictEqual(answer.status, 200)
      assert.match(answer.headers["content-type"] ?? "", /^text\/html/)
      assert.include(answer.headers["content-security-policy"], "default-src 'none'")
      assert.notMatch(answer.text, /<script|<link|<img|src=|url\(|https?:/)
    })
  )

  it.effect("the docs show every route with every field, parameter and answer of the description", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const { text } = yield* send(tcp, "/docs")
      const spec = JSON.parse((yield* send(tcp, "/openapi.json")).text)
      for (const [path, item] of Object.entries(spec.paths)) {
        for (const method of Object.keys(item as object)) assert.include(text, `${method.toUpperCase()} ${path}<`)
      }
      for (const said of descriptionsIn(spec.paths)) assert.include(withoutMarks(text), withoutMarks(said))
      for (const field of ["sessions[].agents[].evidence.source", "last-event-id?", "since?", "origin.client?"])
        assert.include(text, `<code>${field}</code>`)
    })
  )
})

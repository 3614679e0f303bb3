import { assert, layer } from "@effect/vitest"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect } from "effect"
import { doors, post, send } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

const state = Effect.flatMap(SessionStore, (store) => store.state)

const sessionNamed = (name: string) =>
  Effect.map(state, ({ sessions }) => sessions.find((session) => session.name === name)!)

const metadataOf = (name: string) => Effect.map(sessionNamed(name), ({ metadata }) => metadata)

const long = (characters: number) => "x".repeat(characters)

layer(TestDaemon)("metadata over HTTP", (it) => {
  it.effect("answers 204 when the state has it, without a token, on both doors, by name and by id", () =>
    Effect.gen(function* () {
      const { tcp, unix } = yield* doors
      const first = yield* post(tcp, "/set-status", { session: "api", text: "Deploying", tone: "warn" })
      assert.strictEqual(first.status, 204)
      assert.strictEqual(first.text, "")
      const { status } = yield* metadataOf("api")
      assert.strictEqual(status?.text, "Deploying")
      assert.strictEqual(status?.tone, "warn")
      assert.strictEqual((yield* post(unix, "/set-status", { session: "$1", text: null })).status, 204)
      assert.isNull((yield* metadataOf("api")).status)
    })
  )

  it.effect.each([
    ["a pane of it", "%2", "web"],
    ["its directory", "/work/web", "web"],
    ["a directory below", "/work/api/src/deep", "api"],
    ["its name, though a directory", "web", "web"]
  ] as const)("finds the session by %s", ([, session, owner]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      assert.strictEqual((yield* post(tcp, "/set-status", { session, text: `by ${session}` })).status, 204)
      assert.strictEqual((yield* metadataOf(owner)).status?.text, `by ${session}`)
    })
  )

  it.effect.each(["%9", "/work", "/", "/nowhere", "%2x", "$9"])("finds nobody's session by %s", (session) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const answer = yield* post(tcp, "/set-status", { session, text: "x" })
      assert.deepStrictEqual([answer.status, JSON.parse(answer.text)], [404, { error: "unknown session", session }])
    })
  )

  it.effect("keeps 100 characters of a status, as one clean line, with an ellipsis", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      yield* post(tcp, "/set-status", { session: "api", text: `a\u0007b\nc\u001b[31m\u202e${long(200)}` })
      const text = (yield* metadataOf("api")).status?.text ?? ""
      assert.strictEqual([...text].length, 100)
      assert.isTrue(text.startsWith("ab c[31mxxx"))
      assert.isTrue(text.endsWith("x…"))
    })
  )

  it.effect("a time to live ends a status at its moment", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      yield* post(tcp, "/set-status", { session: "web", text: "soon gone", ttlMs: 30_000 })
      const { status } = yield* metadataOf("web")
      assert.strictEqual(status!.expiresAt! - status!.at, 30_000)
      yield* post(tcp, "/set-status", { session: "web", text: null })
    })
  )

  it.effect("progress replaces the whole object, and its part is derived", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      yield* post(tcp, "/set-progress", { session: "api", current: 3, total: 10, label: "services" })
      const { progress: counted } = yield* metadataOf("api")
      assert.deepInclude(counted, { current: 3, total: 10, percent: 0.3, label: "services" })
      yield* post(tcp, "/set-progress", { session: "api", percent: 0.5 })
      const { progress: part } = yield* metadataOf("api")
      assert.deepInclude(part, { current: null, total: null, percent: 0.5, label: null })
      for (const amount of [
        { current: 7, total: 0 },
        { current: 11, total: 10 }
      ]) {
        assert.strictEqual((yield* post(tcp, "/set-progress", { session: "api", ...amount })).status, 400)
      }
      assert.strictEqual((yield* metadataOf("api")).progress?.percent, 0.5)
      assert.strictEqual((yield* post(tcp, "/set-progress", { session: "api", clear: true })).status, 204)
      assert.isNull((yield* metadataOf("api")).progress)
    })
  )

  it.effect("the newest 50 log lines are kept, cut to 500 characters and 50 of the source", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      for (let i = 0; i < 55; i++) yield* post(tcp, "/log", { session: "api", message: `line ${i}` })
      yield* post(tcp, "/log", { session: "api", message: long(600), source: long(80), tone: "success" })
      const { logs } = yield* metadataOf("api")
      assert.strictEqual(logs.length, 50)
      assert.strictEqual(logs[0]?.message, "line 6")
      assert.strictEqual(logs[49]?.message.length, 500)
      assert.strictEqual(logs[49]?.source?.length, 50)
      assert.strictEqual((yield* post(tcp, "/clear-log", { session: "api" })).status, 204)
      assert.deepStrictEqual((yield* metadataOf("api")).logs, [])
    })
  )

  it.effect("a notification is a log line that marks the session unseen", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      assert.strictEqual((yield* post(tcp, "/notify", { session: "web", message: "look", tone: "info" })).status, 204)
      const web = yield* sessionNamed("web")
      assert.isTrue(web.unseen)
      assert.deepInclude(web.metadata.logs[0], { message: "look", tone: "info", source: null })
    })
  )

  const refused: ReadonlyArray<readonly [string, string, unknown, number, string | null]> = [
    ["broken JSON", "/set-status", "{", 400, null],
    ["an empty body", "/set-status", "", 400, null],
    ["no object", "/set-status", [1], 400, null],
    ["no session", "/set-status", { text: "x" }, 400, "session"],
    ["an empty session", "/set-status", { session: "", text: "x" }, 400, "session"],
    ["no text, which is not the same as null", "/set-status", { session: "api" }, 400, "text"],
    ["text that is no text", "/set-status", { session: "api", text: 5 }, 400, "text"],
    ["an unknown tone", "/set-status", { session: "api", text: "x", tone: "loud" }, 400, "tone"],
    ["a time to live of nothing", "/set-status", { session: "api", text: "x", ttlMs: 0 }, 400, "ttlMs"],
    ["a negative time to live", "/set-status", { session: "api", text: "x", ttlMs: -5 }, 400, "ttlMs"],
    ["a time to live that is no number", "/set-status", { session: "api", text: "x", ttlMs: "5s" }, 400, "ttlMs"],
    ["a part above 1", "/set-progress", { session: "api", percent: 1.01 }, 400, "percent"],
    ["a part below 0", "/set-progress", { session: "api", percent: -0.1 }, 400, "percent"],
    ["a negative count", "/set-progress", { session: "api", current: -1, total: 3 }, 400, "current"],
    ["an infinite count", "/set-progress", '{"session":"api","current":1e999,"total":3}', 400, "current"],
    ["a total alone", "/set-progress", { session: "api", total: 3 }, 400, "current"],
    ["nothing about the progress", "/set-progress", { session: "api" }, 400, "percent"],
    ["no message", "/log", { session: "api" }, 400, "message"],
    ["a message of which nothing can be seen", "/notify", { session: "api", message: "\u0007\n" }, 400, "message"],
    ["a source that is no text", "/log", { session: "api", message: "x", source: {} }, 400, "source"],
    ["a session of no tmux server of ours", "/set-status", { session: "gone", text: "x" }, 404, null],
    ["an id that is gone", "/clear-log", { session: "$99" }, 404, null]
  ]

  it.effect.each(refused)("refuses %s and changes nothing", ([, path, body, status, field]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const before = yield* state
      const answer = yield* post(tcp, path, body)
      assert.strictEqual(answer.status, status)
      const said = JSON.parse(answer.text)
      assert.isString(said.error)
      if (status === 400) assert.strictEqual(said.field, field)
      else assert.strictEqual(said.error, "unknown session")
      assert.match(answer.headers["content-type"] ?? "", /^application\/json/)
      assert.strictEqual(yield* state, before)
    })
  )

  it.effect("null counts as absent for what may be absent, and unknown fields do not matter", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const body = { session: "api", text: "x", tone: null, ttlMs: null, color: "red" }
      assert.strictEqual((yield* post(tcp, "/set-status", body)).status, 204)
    })
  )

  it.effect("tells a wrong path from a wrong method", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const method = yield* send(tcp, "/set-status")
      assert.strictEqual(method.status, 405)
      assert.strictEqual(method.headers.allow, "POST")
      for (const path of ["/", "/nothing", "/set-status/", "//set-status", "/SET-STATUS", "/set%2Dstatus"]) {
        assert.strictEqual((yield* post(tcp, path, { session: "api", text: "x" })).status, 404, path)
      }
      assert.strictEqual((yield* post(tcp, "/health", {})).status, 405)
    })
  )

  it.effect.each([
    ["application/json", 204],
    ["application/json; charset=utf-8", 204],
    ['Application/JSON; charset="UTF-8"', 204],
    ["application/json; charset=utf-16", 415],
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["nonsense", 415]
  ] as const)("a body that says it is %s gets its answer", ([contentType, status]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const answer = yield* post(tcp, "/set-status", { session: "api", text: "x" }, { "content-type": contentType })
      assert.strictEqual(answer.status, status)
    })
  )

  it.effect("takes a body without a type for JSON, and no compressed one", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const body = JSON.stringify({ session: "api", text: "x" })
      assert.strictEqual((yield* send(tcp, "/set-status", { method: "POST", body })).status, 204)
      const packed = yield* post(tcp, "/set-status", body, { "content-encoding": "gzip" })
      assert.strictEqual(packed.status, 415)
    })
  )

  it.effect("refuses a body that is not UTF-8", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const body = Buffer.from([...Buffer.from('{"session":"api","text":"'), 0xff, 0xfe, ...Buffer.from('"}')])
      const headers = { "content-type": "application/json" }
      assert.strictEqual((yield* send(tcp, "/set-status", { method: "POST", headers, body })).status, 400)
    })
  )
})

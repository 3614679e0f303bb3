import { assert, layer } from "@effect/vitest"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Ref } from "effect"
import { serverLimits } from "../../src/http/nodeServer.ts"
import { makeRandom, noise, type Random } from "./random.ts"
import { Agent } from "node:http"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { brokenRequest } from "./describedRequests.ts"
import { doors, send, sendBytes } from "./send.ts"
import { Asked, daemonWith } from "./testDaemon.ts"

const strange: ReadonlyArray<unknown> = [
  null,
  true,
  -1,
  1e308,
  0.1,
  "",
  "\u0000",
  "\u202e#{pane_id}#(id)",
  "$(reboot)",
  "$99",
  "%1",
  "x".repeat(5_000),
  [],
  [[]],
  {},
  { toString: 1 },
  { __proto__: 1 },
  "\ud800"
]

const fields = [
  "session",
  "text",
  "tone",
  "ttlMs",
  "current",
  "total",
  "percent",
  "label",
  "clear",
  "message",
  "source"
]
const more = ["agent", "status", "paneId", "projectDir", "pid", "ts", "origin", "index", "__proto__", "constructor"]
const paths = ["/set-status", "/set-progress", "/log", "/clear-log", "/notify", "/api/agent-event", "/commands/switch"]
const odd = [
  "/",
  "/state",
  "/agents/%/explain",
  "/agents/%E0%A4%A/explain",
  "/%00",
  "/..",
  "/state?a[]=1;%",
  "/commands/"
]

/** Never a session that is there with a body that is right: nothing of this may change anything. */
const strangeBody = (random: Random): string => {
  const body = Object.fromEntries(
    Array.from({ length: random.below(6) }, () => [random.pick([...fields, ...more]), random.pick(strange)])
  )
  const text = JSON.stringify(random.pick([body, [body], random.pick(strange)])) ?? "undefined"
  return random.below(3) === 0 ? text.slice(0, random.below(text.length + 1)) : text
}

const methods = ["POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"]

const generous = { burst: 1e6, perSecond: 1e6 }
const quick = { ...serverLimits, headMs: 150, requestMs: 300, checkMs: 50 }

/** What is kept after everything that is not needed any more is gone. */
const heap = Effect.sync(() => {
  setFlagsFromString("--expose-gc")
  runInNewContext("gc")()
  return process.memoryUsage().heapUsed
})

layer(daemonWith(quick, { tcp: generous, unix: generous }), { excludeTestServices: true })(
  "10,000 broken requests",
  (it) => {
    const state = Effect.flatMap(SessionStore, (store) => store.state)

    it.effect(
      "made from the description of the API get 4xx, change nothing and leave nothing behind",
      () =>
        Effect.gen(function* () {
          const { unix, tcp, authorization } = yield* doors
          const random = makeRandom(20_261_122)
          const before = yield* state
          const agent = new Agent({ keepAlive: true, maxSockets: 20 })
          yield* Effect.addFinalizer(() => Effect.sync(() => agent.destroy()))
          const once = Effect.suspend(() => {
            const { method, path, body } = brokenRequest(random)
            const where = random.below(4) === 0 ? tcp : unix
            const headers = { authorization, ...(body === null ? {} : { "content-type": "application/json" }) }
            return Effect.map(
              send(where, path, { method, headers, agent, ...(body === null ? {} : { body }) }),
              ({ status }) => ({ status, method, path, body })
            )
          })
          const round = (n: number) => Effect.forEach(Array.from({ length: n }), () => once, { concurrency: 20 })
          const first = yield* round(1_000)
          const grown = yield* heap
          const answers = [...first, ...(yield* round(7_000))]
          assert.deepStrictEqual(
            answers.filter(({ status, body }) => status >= 500 || (body !== null && (status < 400 || status === 429))),
            []
          )
          assert.isAbove(answers.filter(({ status }) => status === 400).length, 6_000)
          assert.strictEqual(yield* state, before)
          assert.deepStrictEqual(yield* Ref.get(yield* Asked), [])
          // The answers that are held here are a part of it.
          assert.isBelow((yield* heap) - grown, 20_000_000)
        }),
      90_000
    )

    it.effect(
      "of every shape get an answer below 500 and change nothing",
      () =>
        Effect.gen(function* () {
          const { unix } = yield* doors
          const random = makeRandom(20_260_101)
          const before = yield* state
          const once = Effect.suspend(() => {
            const method = random.pick(methods)
            const headers = random.pick([
              { "content-type": "application/json" },
              { "content-type": "application/json" },
              { "content-type": "text/plain" },
              {}
            ])
            const withBody = method !== "GET" && method !== "HEAD"
            return send(unix, random.pick([...paths, ...paths, ...odd]), {
              method,
              headers: headers as Record<string, string>,
              ...(withBody ? { body: random.below(5) === 0 ? noise(random, 200) : strangeBody(random) } : {})
            })
          })
          const answers = yield* Effect.forEach(Array.from({ length: 1_700 }), () => once, { concurrency: 20 })
          const wrong = answers.filter(({ status }) => status >= 500 || status < 200)
          assert.deepStrictEqual(wrong, [])
          assert.strictEqual(yield* state, before)
          assert.deepStrictEqual(yield* Ref.get(yield* Asked), [])
        }),
      30_000
    )

    it.effect(
      "of no shape at all get 4xx or no answer, and change nothing",
      () =>
        Effect.gen(function* () {
          const { tcp } = yield* doors
          const random = makeRandom(7)
          const before = yield* state
          const valid = Buffer.from(
            `POST /set-status HTTP/1.1\r\nHost: 127.0.0.1:${tcp.port}\r\nContent-Type: application/json\r\n` +
              `Content-Length: 31\r\n\r\n{"session":"gone","text":"abc"}`
          )
          const mangled = () => {
            const bytes = Buffer.from(valid)
            for (let i = 0; i <= random.below(8); i++) bytes[random.below(bytes.length)] = random.below(256)
            return random.below(2) === 0 ? bytes : bytes.subarray(0, random.below(bytes.length))
          }
          const once = Effect.suspend(() =>
            sendBytes(tcp, random.below(4) === 0 ? noise(random, 300) : mangled(), { end: true })
          )
          const answers = yield* Effect.forEach(Array.from({ length: 300 }), () => once, { concurrency: 20 })
          assert.deepStrictEqual(
            answers.filter((text) => text !== "" && !/^HTTP\/1\.1 4\d\d /.test(text)),
            []
          )
          assert.strictEqual(yield* state, before)
          assert.strictEqual((yield* send(tcp, "/health")).status, 200)
        }),
      30_000
    )
  }
)

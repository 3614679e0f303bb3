import { assert, describe, it } from "@effect/vitest"
import { admit, type RequestHead } from "../../src/http/admission.ts"
import { routes } from "../../src/http/routes.ts"

const tcp: RequestHead = {
  door: { kind: "tcp", port: 7391 },
  peer: "self",
  proven: false,
  method: "GET",
  target: "/health",
  hosts: ["127.0.0.1:7391"],
  origin: undefined,
  secFetchSite: undefined,
  upgrade: undefined
}

const unix: RequestHead = { ...tcp, door: { kind: "unix" }, hosts: [] }

const outcome = (head: RequestHead): number | string => {
  const verdict = admit(head)
  return verdict._tag === "Refused" ? verdict.status : verdict.access
}

describe("who may ask", () => {
  it.each([
    ["127.0.0.1:7391", "open"],
    ["localhost:7391", "open"],
    ["LOCALHOST:7391", "open"],
    ["[::1]:7391", "open"],
    ["localhost", 403],
    ["localhost:80", 403],
    ["127.0.0.1:73910", 403],
    ["evil.example:7391", 403],
    ["localhost.evil.example:7391", 403],
    ["127.0.0.1:7391.evil.example", 403],
    ["127.1:7391", 403],
    ["0.0.0.0:7391", 403],
    ["me@127.0.0.1:7391", 403],
    ["", 403]
  ])("with Host %s over TCP gets %s (DNS rebinding)", (host, expected) => {
    assert.strictEqual(outcome({ ...tcp, hosts: [host] }), expected)
  })

  it("without a Host, or with two, is nobody over TCP", () => {
    assert.strictEqual(outcome({ ...tcp, hosts: [] }), 403)
    assert.strictEqual(outcome({ ...tcp, hosts: ["127.0.0.1:7391", "127.0.0.1:7391"] }), 403)
  })

  it("a whole URL as target counts as its Host does", () => {
    assert.strictEqual(outcome({ ...tcp, target: "http://localhost:7391/health" }), "open")
    assert.strictEqual(outcome({ ...tcp, target: "http://evil.example/health" }), 403)
    assert.strictEqual(outcome({ ...tcp, target: "http://evil.example:7391/health" }), 403)
    assert.strictEqual(outcome({ ...tcp, target: "http://127.0.0.1:7391@evil.example/health" }), 403)
  })

  it("the Unix socket does not care about the Host", () => {
    assert.strictEqual(outcome({ ...unix, hosts: ["anything"] }), "open")
  })

  it.each([["https://evil.example"], ["http://127.0.0.1:7391"], ["null"], [""]])(
    "a page of origin '%s' is refused on both doors, whatever it proves",
    (origin) => {
      for (const head of [tcp, unix]) {
        assert.strictEqual(outcome({ ...head, origin, proven: true, method: "POST", target: "/set-status" }), 403)
        assert.strictEqual(outcome({ ...head, origin, proven: true, method: "OPTIONS", target: "/set-status" }), 403)
        assert.strictEqual(outcome({ ...head, origin, target: "/nothing" }), 403)
      }
    }
  )

  it.each([
    ["cross-site", 403],
    ["same-site", 403],
    ["CROSS-SITE", 403],
    ["", 403],
    ["same-origin", "open"],
    ["none", "open"]
  ])("Sec-Fetch-Site: %s gets %s", (secFetchSite, expected) => {
    assert.strictEqual(outcome({ ...tcp, secFetchSite }), expected)
  })

  it("another user gets nothing, not with the token either", () => {
    for (const target of ["/health", "/state", "/set-status", "/nothing"]) {
      assert.strictEqual(outcome({ ...tcp, peer: "other", proven: true, target }), 403)
    }
  })

  it("a connection that nobody holds any more gets nothing", () => {
    assert.strictEqual(outcome({ ...tcp, peer: "gone", proven: true, method: "POST", target: "/set-status" }), 403)
  })

  it.each([
    ["/set-status", "POST", "self", false, "metadata"],
    ["/set-status", "POST", "unknown", false, "metadata"],
    ["/api/agent-event", "POST", "unknown", false, "metadata"],
    ["/state", "GET", "self", false, "reading"],
    ["/state", "GET", "unknown", false, 403],
    ["/state", "GET", "unknown", true, "reading"],
    ["/events", "GET", "unknown", false, 403],
    ["/agents/%251/explain", "GET", "unknown", false, 403],
    ["/commands/quit", "POST", "self", false, 403],
    ["/commands/quit", "POST", "self", true, "control"],
    ["/commands/quit", "POST", "unknown", true, "control"],
    ["/docs", "GET", "unknown", false, "open"],
    ["/health", "GET", "unknown", false, "open"]
  ] as const)("%s %s from %s, proven: %s, gets %s over TCP", (target, method, peer, proven, expected) => {
    assert.strictEqual(outcome({ ...tcp, target, method, peer, proven }), expected)
  })

  it("comes before what is asked: a command by the wrong method is forbidden, not described", () => {
    assert.strictEqual(outcome({ ...tcp, target: "/commands/quit" }), 403)
    assert.strictEqual(outcome({ ...unix, target: "/commands/quit" }), 405)
  })

  it("everything is answered on the Unix socket", () => {
    for (const { method, segments, access, upgrade } of routes) {
      const target = `/${segments.map((segment) => (segment.startsWith(":") ? "%251" : segment)).join("/")}`
      const head = { ...unix, method, target, ...(upgrade ? { upgrade: "websocket" } : {}) }
      assert.strictEqual(outcome(head), access)
    }
  })
})

describe("what is asked", () => {
  it.each([
    ["GET", "/nothing", 404],
    ["GET", "", 404],
    ["GET", "*", 404],
    ["GET", "/health/", 404],
    ["GET", "//health", 404],
    ["GET", "/%68ealth", 404],
    ["GET", "/../health", 404],
    ["GET", "/health;x", 404],
    ["GET", "/agents//explain", 404],
    ["GET", "/health?x=1", "open"],
    ["HEAD", "/health", "open"],
    ["POST", "/health", 405],
    ["OPTIONS", "/health", 405],
    ["TRACE", "/set-status", 405],
    ["DELETE", "/set-status", 405],
    ["PROPFIND", "/nothing", 404]
  ])("%s %s gets %s", (method, target, expected) => {
    assert.strictEqual(outcome({ ...unix, method, target }), expected)
  })

  it("says which method would do", () => {
    const verdict = admit({ ...unix, method: "PUT", target: "/state" })
    assert.deepInclude(verdict, { status: 405, allow: ["GET", "HEAD"] })
  })

  it("refuses a WebSocket where there is none, and no other upgrade", () => {
    assert.strictEqual(outcome({ ...unix, upgrade: "websocket" }), 400)
    assert.strictEqual(outcome({ ...unix, upgrade: "WebSocket", target: "/nothing" }), 404)
    assert.strictEqual(outcome({ ...unix, upgrade: "h2c" }), "open")
    assert.strictEqual(outcome({ ...unix, target: "/ws" }), 400)
    assert.strictEqual(outcome({ ...unix, target: "/ws", upgrade: "websocket" }), "control")
    assert.strictEqual(outcome({ ...tcp, target: "/ws", upgrade: "websocket" }), 403)
  })

  it("routes by a path whose parameters are encoded", () => {
    assert.deepInclude(admit({ ...unix, target: "/agents/%7/explain?x=1" }), { path: "/agents/%257/explain" })
    assert.deepInclude(admit({ ...unix, target: "/agents/%257/explain" }), { path: "/agents/%257/explain" })
    assert.deepInclude(admit({ ...unix, target: "/agents/a%2f..%2fb/explain" }), { path: "/agents/a%2F..%2Fb/explain" })
  })
})

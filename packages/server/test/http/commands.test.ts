import { assert, layer } from "@effect/vitest"
import { Effect, Ref } from "effect"
import { doors, post, send } from "./send.ts"
import { Asked, TestDaemon } from "./testDaemon.ts"

const nowhere = { client: null, windowId: null, paneId: null }

layer(TestDaemon)("commands over HTTP", (it) => {
  it.effect.each([
    ["/commands/toggle", undefined, { _tag: "ToggleSidebar", origin: nowhere }],
    ["/commands/toggle", { origin: { paneId: "%1" } }, { _tag: "ToggleSidebar", origin: { ...nowhere, paneId: "%1" } }],
    ["/commands/reveal", {}, { _tag: "RevealSidebar", origin: nowhere, focus: false }],
    ["/commands/focus", {}, { _tag: "RevealSidebar", origin: nowhere, focus: true }],
    ["/commands/focus-content", {}, { _tag: "FocusContent", origin: nowhere }],
    ["/commands/even-horizontal", {}, { _tag: "EvenHorizontal", origin: nowhere }],
    ["/commands/hide-sidebar", {}, { _tag: "HideSidebar", origin: nowhere }],
    [
      "/commands/switch",
      { session: "web" },
      { _tag: "SwitchToSession", origin: nowhere, sessionId: "$2", landing: "content" }
    ],
    [
      "/commands/switch",
      { index: 2, landing: "sidebar" },
      { _tag: "SwitchToIndex", origin: nowhere, index: 2, landing: "sidebar" }
    ],
    ["/commands/previous", undefined, { _tag: "SwitchRelative", origin: nowhere, by: -1, landing: "content" }],
    ["/commands/jump", {}, { _tag: "JumpToAttention", origin: nowhere }],
    ["/commands/focus-pane", { paneId: "%2" }, { _tag: "FocusPane", origin: nowhere, paneId: "%2" }],
    ["/commands/mark-seen", { session: "$1" }, { _tag: "MarkSeen", sessionId: "$1", threadId: null }],
    [
      "/commands/new",
      { directory: "/srv/x" },
      { _tag: "NewSession", origin: nowhere, directory: "/srv/x", name: null }
    ],
    ["/commands/kill", { session: "web" }, { _tag: "KillSession", sessionId: "$2" }],
    [
      "/commands/rename",
      { session: "$1", name: " a\u0007b\n" },
      { _tag: "RenameSession", sessionId: "$1", name: "ab" }
    ],
    ["/commands/reorder", { session: "api", by: 1 }, { _tag: "MoveSession", sessionId: "$1", by: 1 }],
    ["/commands/reorder", { session: "web", before: "api" }, { _tag: "PlaceSession", sessionId: "$2", before: "$1" }],
    ["/commands/hide", { session: "web" }, { _tag: "HideSession", sessionId: "$2", hidden: true }],
    ["/commands/show-hidden", {}, { _tag: "ShowHidden" }],
    ["/commands/theme", { theme: "nord" }, { _tag: "SetTheme", theme: "nord", of: "theme" }],
    ["/commands/width", { columns: 30 }, { _tag: "SetWidth", columns: 30 }],
    ["/commands/filter", { filter: "running" }, { _tag: "SetFilter", filter: "running" }],
    ["/commands/sort", { sort: "attention" }, { _tag: "SetSort", sort: "attention" }],
    [
      "/commands/answer",
      { paneId: "%1", prompt: "q", choice: "1" },
      { _tag: "AnswerAgent", paneId: "%1", prompt: "q", choice: "1" }
    ],
    ["/commands/open-port", { port: 3000 }, { _tag: "OpenPort", port: 3000 }],
    ["/commands/refresh", {}, { _tag: "Refresh", origin: nowhere }],
    ["/commands/quit", {}, { _tag: "Quit", origin: nowhere }]
  ] as const)("%s is carried out", ([path, body, command]) =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const asked = yield* Asked
      yield* Ref.set(asked, [])
      const answer = yield* body === undefined ? send(unix, path, { method: "POST" }) : post(unix, path, body)
      assert.strictEqual(answer.status, 204, answer.text)
      assert.deepStrictEqual(yield* Ref.get(asked), [command] as never)
    })
  )

  it.effect("what cannot be done is said", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const answer = yield* post(unix, "/commands/next", {})
      assert.strictEqual(answer.status, 409)
      assert.deepStrictEqual(JSON.parse(answer.text), { error: "there is no next session" })
    })
  )

  it.effect.each([
    ["/commands/switch", { session: "gone" }, 404, undefined],
    ["/commands/switch", {}, 400, "session"],
    ["/commands/switch", { session: "api", index: 1 }, 400, "session"],
    ["/commands/switch", { index: 0 }, 400, "index"],
    ["/commands/focus-pane", {}, 400, "paneId"],
    ["/commands/kill", { session: "gone" }, 404, undefined],
    ["/commands/kill", {}, 400, "session"],
    ["/commands/rename", { session: "api", name: "\u0007" }, 400, "name"],
    ["/commands/reorder", { session: "api" }, 400, "by"],
    ["/commands/reorder", { session: "api", before: "gone" }, 404, undefined],
    ["/commands/width", { columns: 19 }, 400, "columns"],
    ["/commands/width", { columns: 81 }, 400, "columns"],
    ["/commands/filter", { filter: "none" }, 400, "filter"],
    ["/commands/theme", { theme: "unheard" }, 409, undefined],
    ["/commands/open-port", { port: 0 }, 400, "port"],
    ["/commands/answer", { paneId: "1", prompt: "q", choice: "1" }, 400, "paneId"],
    ["/commands/focus-pane", { paneId: "%1; kill-server" }, 400, "paneId"],
    ["/commands/toggle", { origin: { paneId: "1" } }, 400, "origin.paneId"],
    ["/commands/toggle", "[]", 400, null],
    ["/commands/explode", {}, 404, undefined]
  ] as const)("%s with %j is refused", ([path, body, status, field]) =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const asked = yield* Asked
      yield* Ref.set(asked, [])
      const answer = yield* post(unix, path, body)
      assert.strictEqual(answer.status, status)
      if (field !== undefined) assert.strictEqual(JSON.parse(answer.text).field, field)
      assert.deepStrictEqual(yield* Ref.get(asked), [])
    })
  )

  it.effect("over TCP only the token opens them", () =>
    Effect.gen(function* () {
      const { tcp, authorization } = yield* doors
      const asked = yield* Asked
      yield* Ref.set(asked, [])
      assert.strictEqual((yield* post(tcp, "/commands/quit", {})).status, 403)
      const wrong = yield* post(tcp, "/commands/quit", {}, { authorization: `Bearer ${"0".repeat(64)}` })
      assert.strictEqual(wrong.status, 403)
      assert.deepStrictEqual(yield* Ref.get(asked), [])
      assert.strictEqual((yield* post(tcp, "/commands/quit", {}, { authorization })).status, 204)
      assert.strictEqual((yield* Ref.get(asked)).length, 1)
    })
  )
})

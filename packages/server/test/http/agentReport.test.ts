import { assert, layer } from "@effect/vitest"
import { PaneId } from "@opensessions/protocol/Ids"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect } from "effect"
import { doors, post } from "./send.ts"
import { TestDaemon } from "./testDaemon.ts"

const state = Effect.flatMap(SessionStore, (store) => store.state)

const agentsOf = (name: string) =>
  Effect.map(state, ({ sessions }) => sessions.find((session) => session.name === name)!.agents)

const report = { agent: "my-agent", status: "waiting" }

layer(TestDaemon)("POST /api/agent-event", (it) => {
  it.effect("an agent in a pane reports its own state", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const answer = yield* post(tcp, "/api/agent-event", {
        ...report,
        paneId: "%1",
        threadId: "t1",
        threadName: "fix\nthe build",
        lastUserPrompt: "do it",
        statusReason: "permission"
      })
      assert.strictEqual(answer.status, 204)
      const [agent] = yield* agentsOf("api")
      assert.deepInclude(agent, {
        agent: "my-agent",
        threadId: "t1",
        threadName: "fix the build",
        status: "waiting",
        statusReason: "permission",
        paneId: PaneId.make("%1"),
        lastUserPrompt: "do it"
      })
      assert.strictEqual(agent?.evidence.source, "api")
    })
  )

  const placed: ReadonlyArray<readonly [string, Record<string, unknown>, string]> = [
    ["its session by name", { tmuxSession: "web" }, "web"],
    ["its session by id", { tmuxSession: "$2" }, "web"],
    ["its directory", { projectDir: "/work/web" }, "web"],
    ["a directory below", { projectDir: "/work/web/src" }, "web"],
    ["its process, which decides against a wrong pane", { pid: 5000, paneId: "%2" }, "api"]
  ]

  it.effect.each(placed)("is placed by %s", ([how, where, owner]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const body = { ...report, ...where, threadId: how }
      assert.strictEqual((yield* post(tcp, "/api/agent-event", body)).status, 204)
      assert.isTrue((yield* agentsOf(owner)).some(({ threadId }) => threadId === how))
    })
  )

  it.effect.each([
    ["a directory of nobody's", { projectDir: "/elsewhere" }],
    ["a pane that is not here", { paneId: "%77" }],
    ["a session that is not here", { tmuxSession: "gone" }]
  ] as const)("%s gets 202 and changes nothing", ([, where]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const store = yield* SessionStore
      const before = yield* store.model
      const answer = yield* post(tcp, "/api/agent-event", { ...report, ...where })
      assert.strictEqual(answer.status, 202)
      assert.strictEqual(answer.text, "")
      assert.strictEqual(yield* store.model, before)
    })
  )

  it.effect("reports without a thread are one thread of that agent in that place", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      for (const status of ["running", "waiting", "running"]) {
        yield* post(tcp, "/api/agent-event", { agent: "lonely", status, paneId: "%2" })
      }
      const lonely = (yield* agentsOf("web")).filter(({ agent }) => agent === "lonely")
      assert.deepStrictEqual(
        lonely.map(({ status }) => status),
        ["running"]
      )
    })
  )

  it.effect("a clock that goes ahead does not make a report the newest for ever", () =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const ahead = { agent: "ahead", paneId: "%2", ts: 9e15 }
      yield* post(tcp, "/api/agent-event", { ...ahead, status: "running" })
      const [agent] = (yield* agentsOf("web")).filter(({ agent }) => agent === "ahead")
      assert.isBelow(agent!.evidence.at, 9e15)
    })
  )

  it.effect.each([
    ["no agent", { status: "idle", paneId: "%1" }, "agent"],
    ["an agent without a name", { agent: " \n", status: "idle", paneId: "%1" }, "agent"],
    ["an unknown status", { agent: "a", status: "busy", paneId: "%1" }, "status"],
    ["no place", { agent: "a", status: "idle" }, "tmuxSession"],
    ["a pane that is no pane", { agent: "a", status: "idle", paneId: "4" }, "paneId"],
    ["a relative directory", { agent: "a", status: "idle", projectDir: "work" }, "projectDir"],
    ["a process of no number", { agent: "a", status: "idle", paneId: "%1", pid: "x" }, "pid"],
    ["a negative process", { agent: "a", status: "idle", paneId: "%1", pid: -1 }, "pid"],
    ["a time that is no time", { agent: "a", status: "idle", paneId: "%1", ts: "now" }, "ts"]
  ] as const)("refuses %s", ([, body, field]) =>
    Effect.gen(function* () {
      const { tcp } = yield* doors
      const before = yield* state
      const answer = yield* post(tcp, "/api/agent-event", body)
      assert.strictEqual(answer.status, 400)
      assert.strictEqual(JSON.parse(answer.text).field, field)
      assert.strictEqual(yield* state, before)
    })
  )

  it.effect("threads without end do not grow without end: 50 are kept of a session, those at work first", () =>
    Effect.gen(function* () {
      const { unix } = yield* doors
      const say = (threadId: string, status: string) =>
        post(unix, "/api/agent-event", { agent: "flood", status, tmuxSession: "web", threadId })
      yield* say("at work", "running")
      for (let n = 0; n < 200; n++) yield* say(`t${n}`, "done")
      yield* say("t199", "error")
      const flood = (yield* agentsOf("web")).filter(({ agent }) => agent === "flood")
      assert.isAtMost(flood.length, 50)
      assert.includeMembers(
        flood.map(({ threadId, status }) => `${threadId} ${status}`),
        ["at work running", "t199 error", "t198 done", "t160 done"]
      )
    })
  )
})

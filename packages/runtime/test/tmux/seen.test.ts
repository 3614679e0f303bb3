import { assert, describe, it } from "@effect/vitest"
import { agentPanesOf } from "../../src/tmux/agentPanesOf.ts"
import {
  clientsInStash,
  contentPanes,
  isPaneLookedAt,
  latestClientOf,
  seenWindows,
  sessionsOfWindow,
  userSessions
} from "../../src/tmux/seen.ts"
import { client, pane, session, topology, window } from "./support/topologies.ts"

const now = topology(
  [
    session("$0", ["@0", "@9"], { name: "_os_stash" }),
    session("$1", ["@1", "@2"]),
    session("$2", ["@3", "@1"]),
    session("$3", ["@1"])
  ],
  [
    window("@0", ["%0"]),
    window("@9", ["%9"]),
    window("@1", ["%1", "%2"], { activePane: "%2" as never }),
    window("@2", ["%3"]),
    window("@3", ["%4", "%5"])
  ],
  [
    pane("%0", "@0"),
    pane("%9", "@9", { sidebar: true }),
    pane("%1", "@1", { sidebar: true }),
    pane("%2", "@1"),
    pane("%3", "@2"),
    pane("%4", "@3"),
    pane("%5", "@3", { dead: true })
  ],
  [
    client("a", "$1", { activityAt: 5 }),
    client("b", "$3", { activityAt: 9 }),
    client("c", "$2", { activityAt: 1, focused: false }),
    client("client-7", "$2", { controlMode: true, tty: "", activityAt: 99 }),
    client("lost", "$0"),
    client("idle", null)
  ]
)

const names = (all: ReadonlyArray<{ readonly name: string }>) => all.map(({ name }) => name)

describe("who sees what", () => {
  it("windows that terminals show, the latest client first; control mode shows nothing (S68)", () => {
    const seen = [...seenWindows(now)].map(([id, clients]) => [id, names(clients).join()])
    assert.deepStrictEqual(
      new Map(seen as never),
      new Map([
        ["@1", "b,a"],
        ["@3", "c"],
        ["@0", "lost"]
      ] as never)
    )
    assert.strictEqual(latestClientOf(now, "@1" as never)?.name, "b" as never)
    assert.isNull(latestClientOf(now, "@2" as never))
  })

  it("a pane is looked at when it is active in a window before a focused terminal", () => {
    const looked = ["%1", "%2", "%3", "%4", "%x"].filter((id) => isPaneLookedAt(now, id as never))
    assert.deepStrictEqual(looked, ["%2"])
  })

  it("the stash is no session of the user's, and a person in it is known", () => {
    assert.deepStrictEqual(names(userSessions(now)), ["name of $1", "name of $2", "name of $3"])
    assert.deepStrictEqual(names(clientsInStash(now)), ["lost"])
    assert.deepStrictEqual(names(sessionsOfWindow(now, "@1" as never)), ["name of $1", "name of $2", "name of $3"])
    assert.deepStrictEqual(sessionsOfWindow(now, "@9" as never), [])
  })

  it("sidebars are no content", () => {
    assert.deepStrictEqual(
      contentPanes(now, "@1" as never).map(({ id }) => id),
      ["%2"] as never
    )
  })
})

describe("the panes of agents", () => {
  it("are the living content panes of the user's sessions, each once", () => {
    const panes = agentPanesOf(now, new Map())
    assert.deepStrictEqual([...panes.keys()], ["%2", "%3", "%4"] as never)
    assert.strictEqual(agentPanesOf({ ...now, clients: new Map() }, panes), panes)
    const renamed = new Map(now.panes).set("%3" as never, pane("%3", "@2", { title: "new" }))
    const changed = agentPanesOf({ ...now, panes: renamed }, panes)
    assert.strictEqual(changed.get("%3" as never)?.title, "new")
    assert.strictEqual(changed.get("%2" as never), panes.get("%2" as never))
  })
})

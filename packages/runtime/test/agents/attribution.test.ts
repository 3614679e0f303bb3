import { assert, describe, it } from "@effect/vitest"
import { unknownIdentity } from "@opensessions/protocol/AgentEvent"
import type { PaneId } from "@opensessions/protocol/Ids"
import { placeOf, placeOfDirectory, whereabouts } from "../../src/agents/attribution.ts"
import { topology } from "../store/topologies.ts"

const where = whereabouts(
  topology([
    { id: "$1", name: "api", path: "/home/me/api", windows: { "@1": [{ id: "%1", pid: 10, path: "/home/me/api" }] } },
    { id: "$2", name: "home", path: "/home/me", windows: { "@2": [{ id: "%2", pid: 20, path: "/home/me" }] } },
    { id: "$3", name: "twin", path: "/srv/x", windows: { "@3": [{ id: "%3", pid: 30, path: "/srv/x" }] } },
    {
      id: "$4",
      name: "twin2",
      path: "/srv/x",
      windows: {
        "@4": [
          { id: "%4", pid: 40, path: "/srv/x" },
          { id: "%5", sidebar: true }
        ]
      }
    }
  ])
)

describe("attribution", () => {
  it("follows the process to the pane that started it, through shells and wrappers", () => {
    assert.deepStrictEqual<unknown>(placeOf(where, { ...unknownIdentity, pid: 99, ancestors: [99, 98, 30, 1] }), {
      paneId: "%3",
      sessions: ["$3"]
    })
  })
  it("calls a process outside every pane none of ours, however well its directory and pane id fit", () => {
    const identity = { ...unknownIdentity, pid: 99, ancestors: [99, 1], cwd: "/home/me/api", paneId: "%1" as PaneId }
    assert.deepStrictEqual<unknown>(placeOf(where, identity).sessions, [])
  })
  it("never places a thread on a sidebar", () => {
    assert.deepStrictEqual<unknown>(placeOf(where, { ...unknownIdentity, paneId: "%5" as PaneId }).sessions, [])
  })
  it("takes a session by name or id", () => {
    assert.deepStrictEqual<unknown>(placeOf(where, { ...unknownIdentity, tmuxSession: "twin" }).sessions, ["$3"])
    assert.deepStrictEqual<unknown>(placeOf(where, { ...unknownIdentity, tmuxSession: "$4" }).sessions, ["$4"])
  })
  it("S71: prefers the exact directory, then the longest ancestor, then a unique descendant", () => {
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/home/me/api/").sessions, ["$1"])
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/home/me/api/src").sessions, ["$1"])
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/home/me/other").sessions, ["$2"])
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/home/me2").sessions, [])
  })
  it("S71: does not guess between two sessions in one directory", () => {
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/srv/x").sessions, [])
    assert.deepStrictEqual<unknown>(placeOfDirectory(where, "/srv").sessions, [])
  })
})

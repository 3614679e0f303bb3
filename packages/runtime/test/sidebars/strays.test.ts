import { assert, describe, it } from "@effect/vitest"
import { rescues, returnLead } from "../../src/sidebars/strays.ts"
import type { Topology } from "../../src/tmux/Topology.ts"
import { topology } from "../store/topologies.ts"

const named = (look: Topology, names: Readonly<Record<string, string>>): Topology => ({
  ...look,
  windows: new Map([...look.windows].map(([id, window]) => [id, { ...window, name: names[id] ?? window.name }]))
})

const user = { id: "$1", name: "work", windows: { "@1": [{ id: "%1" }] } }
const stash = (windows: Parameters<typeof topology>[0][number]["windows"]) => ({ id: "$9", name: "_os_stash", windows })

describe("strays in the stash", () => {
  it("are none where the doorbell and hidden sidebars are all that is in it", () => {
    const look = topology([user, stash({ "@8": [{ id: "%8" }], "@9": [{ id: "%9", sidebar: true }] })])
    assert.deepStrictEqual(rescues(named(look, { "@8": "ring" })), [])
  })

  it("a window that a script made there goes to the session of who acted last", () => {
    const look = topology([user, stash({ "@8": [{ id: "%8" }], "@9": [{ id: "%9" }] })], [{ name: "a", session: "$1" }])
    assert.deepStrictEqual<unknown>(rescues(named(look, { "@8": "ring" })), [
      ["move-window", "-d", "-s", "@9", "-t", "$1:"]
    ])
  })

  it("a pane that was split off there becomes a window there", () => {
    const look = topology([
      user,
      stash({ "@8": [{ id: "%8" }, { id: "%12" }], "@9": [{ id: "%9", sidebar: true }, { id: "%13" }] })
    ])
    assert.deepStrictEqual<unknown>(rescues(named(look, { "@8": "ring" })), [
      ["break-pane", "-d", "-s", "%12", "-t", "$1:"],
      ["break-pane", "-d", "-s", "%13", "-t", "$1:"]
    ])
  })

  it("a person who got there is taken back", () => {
    const look = topology([user, stash({ "@8": [{ id: "%8" }] })], [{ name: "a", session: "$9" }])
    assert.deepStrictEqual<unknown>(rescues(named(look, { "@8": "ring" })), [["switch-client", "-c", "a", "-t", "$1:"]])
  })

  it("the session in use is that of who acted last, and never the stash", () => {
    assert.deepStrictEqual<unknown>(returnLead(topology([user], [{ name: "a", session: "$1" }])), [
      "switch-client",
      "-E",
      "-c",
      "a",
      "-t",
      "$1:"
    ])
    assert.isNull(returnLead(topology([user, stash({})], [{ name: "a", session: "$9" }])))
  })
})

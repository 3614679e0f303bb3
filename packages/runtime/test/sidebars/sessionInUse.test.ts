import { assert, describe, it } from "@effect/vitest"
import { returnLead } from "../../src/sidebars/sessionInUse.ts"
import { topology } from "../store/topologies.ts"

const user = { id: "$1", name: "work", windows: { "@1": [{ id: "%1" }] } }
const stash = { id: "$9", name: "_os_stash", windows: {} }

describe("the session in use", () => {
  it("is that of who acted last", () => {
    const command = ["switch-client", "-E", "-c", "a", "-t", "$1:"]
    assert.deepStrictEqual<unknown>(returnLead(topology([user], [{ name: "a", session: "$1" }])), command)
  })

  it("is never the stash, nor that of a control client", () => {
    assert.isNull(returnLead(topology([user, stash], [{ name: "a", session: "$9" }])))
    assert.isNull(returnLead(topology([user], [{ name: "a", session: "$1", controlMode: true }])))
  })
})

import { assert, describe, it } from "@effect/vitest"
import { makeEventBlocks } from "../../src/cli/eventBlocks.ts"
import { eventLine } from "../../src/cli/printEvents.ts"

const text =
  ': opensessions\n\nid: 7\nevent: state\ndata: {"version":1}\n\nid: 8\nevent: state\ndata: {"version":1}\n\n'

describe("watch", () => {
  it.each([1, 2, 7, 1000])("finds the events in pieces of %i characters", (size) => {
    const blocks = makeEventBlocks()
    const found: Array<unknown> = []
    for (let at = 0; at < text.length; at += size) found.push(...blocks(text.slice(at, at + size)))
    assert.deepStrictEqual(found, [
      { id: "7", event: "state", data: '{"version":1}' },
      { id: "8", event: "state", data: '{"version":1}' }
    ])
  })

  it("gives nothing for an event that has not ended", () => {
    assert.deepStrictEqual(makeEventBlocks()("id: 7\nevent: state\ndata: {}\n"), [])
  })

  it("prints the document with the name and the id of its event, on one line", () => {
    const line = eventLine({ id: "7", event: "state", data: '{"version":1,"revision":3}' })
    assert.strictEqual(line, '{"event":"state","id":"7","version":1,"revision":3}')
  })
})

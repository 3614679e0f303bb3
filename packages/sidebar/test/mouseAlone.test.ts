import { assert, describe, it } from "@effect/vitest"
import { bindings } from "../src/keys.ts"
import { layout } from "../src/view/rows.ts"
import { client } from "./stories.ts"
import { aDay, aSession, aView, now, textOf } from "./view/states.ts"

const sessions = [...aDay, aSession(7, "gone", { hidden: true })]
const told = bindings.filter(({ help }) => help !== null)

describe.each([8, 14, 60])("in %i rows, by mouse alone", (height) => {
  const start = () => client(aView(sessions, { height }))
  const rowOf = (me: ReturnType<typeof client>, text: string) =>
    textOf(layout(me.model, now)).findIndex((line) => line.trimEnd().endsWith(` ${text}`))
  const outcome = (me: ReturnType<typeof client>) => ({
    sent: me.sent(),
    overlay: me.model.overlay._tag,
    cursor: me.cursor,
    choice: me.model.choice,
    searching: me.model.searching,
    notice: me.model.notice?.text
  })

  it.each(told.map((binding) => ({ text: binding.help!.text, key: binding.keys[0]! })))(
    "$text: the title opens the help, and its line does what $key does",
    ({ key, text }) => {
      const keyed = start()
      keyed.press(key)
      const clicked = start()
      clicked.click(2, 0)
      assert.strictEqual(clicked.model.overlay._tag, "Help")
      for (let turn = 0; turn < 60 && rowOf(clicked, text) < 0; turn++) clicked.wheel(1)
      clicked.click(20, rowOf(clicked, text))
      clicked.later(500)
      assert.deepStrictEqual(outcome(clicked), outcome(keyed))
    }
  )
})

describe("the title", () => {
  it("takes back what it says", () => {
    const me = client(aView(sessions, { height: 30 }, { sort: "attention" }))
    me.click(2, 0)
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetSort", sort: "activity" }])
    me.state(sessions, { sessionFilter: "running" })
    me.click(2, 0)
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetFilter", filter: "all" }])
    me.state(sessions)
    me.press("/", "w", "Tab")
    me.click(2, 0)
    assert.isNull(me.model.choice.search)
  })
})

describe("the help", () => {
  it("closes by a click on its key", () => {
    const me = client(aView(sessions, { height: 30 }))
    me.press("?")
    me.click(3, 29)
    assert.strictEqual(me.model.overlay._tag, "None")
  })
})

describe("the height of the detail", () => {
  it("is set by key, as far as the pane has room", () => {
    const me = client(aView(sessions, { height: 60 }))
    me.press("+")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetDetailHeight", rows: 11 }])
    me.press("-", "-")
    assert.deepStrictEqual(me.sent(), [
      { _tag: "SetDetailHeight", rows: 10 },
      { _tag: "SetDetailHeight", rows: 9 }
    ])
    me.pane({ height: 18 })
    me.press("+")
    assert.deepStrictEqual(me.sent(), [])
    assert.strictEqual(me.model.options.detailLines, 9)
  })
})

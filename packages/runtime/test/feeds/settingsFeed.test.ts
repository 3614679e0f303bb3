import { assert, describe, it } from "@effect/vitest"
import { factsOfConfig } from "../../src/feeds/settingsFeed.ts"
import { Fact } from "../../src/store/Fact.ts"

describe("settings", () => {
  it("say what they name and leave the rest alone", () => {
    assert.deepStrictEqual(factsOfConfig({}, null), [])
    assert.deepStrictEqual(factsOfConfig({ sidebarWidth: 30 }, {}), [Fact.WidthChanged({ columns: 30 })])
  })

  it("a line that somebody took out means the default again", () => {
    assert.deepStrictEqual(factsOfConfig({}, { sidebarWidth: 30, sessionFilter: "running" }), [
      Fact.WidthChanged({ columns: 26 }),
      Fact.FilterChanged({ filter: "all" })
    ])
  })
})

import { assert, describe, it } from "@effect/vitest"
import { viewOptionsOf } from "../../src/composition/viewOptions.ts"

describe("what the settings say about the view", () => {
  it("is the usual where they say nothing", () => {
    const { density, detailLines, home, scope, spinner, themes } = viewOptionsOf({}, "/home/me")
    assert.deepStrictEqual(
      { density, detailLines, home, scope, spinner, themes },
      {
        density: "auto",
        detailLines: 10,
        home: "/home/me",
        scope: "current",
        spinner: true,
        themes: { own: null, dark: null, light: null, custom: null, byTerminal: true }
      }
    )
  })

  it("is what they say", () => {
    const options = viewOptionsOf(
      {
        density: "compact",
        detailPanelHeight: 20,
        agentPanelScope: "all",
        spinner: "off",
        theme: { extends: "nord", palette: { red: "#f00" } },
        darkTheme: "dracula"
      },
      ""
    )
    assert.deepStrictEqual(
      [options.density, options.detailLines, options.scope, options.spinner],
      ["compact", 20, "all", false]
    )
    const own = { extends: "nord", palette: { red: "#f00" } }
    assert.deepStrictEqual(options.themes, { own, dark: "dracula", light: null, custom: null, byTerminal: false })
  })
})

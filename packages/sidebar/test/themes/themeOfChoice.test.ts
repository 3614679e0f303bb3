import { assert, describe, it } from "@effect/vitest"
import { themeNamed } from "../../src/themes/themeNamed.ts"
import { themeOf } from "../../src/themes/themeOf.ts"
import { followsTerminal, noThemeSettings } from "../../src/themes/ThemeSettings.ts"
import { themeOfChoice } from "../../src/themes/themeOfChoice.ts"
import { aState, aView } from "../view/states.ts"

describe("a theme in config.json", () => {
  it("is one that ships, by its name", () => {
    assert.strictEqual(themeOfChoice("nord"), themeNamed("nord"))
    assert.strictEqual(themeOfChoice("nobody-has-this").name, "catppuccin-mocha")
  })

  it("or changes some colours of another; states that have such a colour follow", () => {
    const theme = themeOfChoice({ extends: "nord", palette: { yellow: "#FA0", base: "transparent" } })
    assert.strictEqual(theme.palette.yellow, "#ffaa00")
    assert.strictEqual(theme.palette.base, "transparent")
    assert.strictEqual(theme.palette.red, themeNamed("nord").palette.red)
    assert.strictEqual(theme.status.waiting, "#ffaa00")
    assert.strictEqual(theme.status.error, themeNamed("nord").status.error)
  })

  it("or colours of states, by token or value", () => {
    const { palette, status } = themeOfChoice({ status: { "tool-running": "pink", waiting: "#ff0000" } })
    assert.strictEqual(status.tool, palette.pink)
    assert.strictEqual(status.waiting, "#ff0000")
  })

  it("or signs, of one column each", () => {
    const { icons } = themeOfChoice({ icons: { waiting: "!", done: "漢", error: "\u001b[2J", stale: "?️" } })
    assert.deepStrictEqual(icons, { waiting: "!", stale: "?" })
  })
})

describe("the theme of a client", () => {
  const model = aView([])
  const themes = { own: null, dark: "nord", light: "catppuccin-latte", custom: null, byTerminal: false }
  const name = (change: object) => themeOf({ ...model, ...change }).name

  it("is the state's, a tried one, or the one for a terminal as dark or light as the client's", () => {
    const state = aState([], { theme: "dracula" })
    const options = { ...model.options, themes }
    assert.strictEqual(name({ state }), "dracula")
    assert.strictEqual(name({ state, options }), "dracula")
    assert.strictEqual(name({ state, options, appearance: "dark" }), "nord")
    assert.strictEqual(name({ state, options, appearance: "light" }), "catppuccin-latte")
    assert.strictEqual(name({ state, options, appearance: "light", previewTheme: "aura" }), "aura")
    assert.strictEqual(name({ state, options, pane: { ...model.pane, colours: 8 } }), "terminal")
    const own = { extends: "nord" }
    assert.strictEqual(name({ state, options: { ...options, themes: { ...themes, own } } }), "custom")
  })

  it("is light on a light terminal where nobody chose one", () => {
    const nothing = { ...noThemeSettings, byTerminal: true }
    const options = { ...model.options, themes: nothing }
    assert.isTrue(followsTerminal(nothing))
    assert.strictEqual(name({ options }), "catppuccin-mocha")
    assert.strictEqual(name({ options, appearance: "dark" }), "catppuccin-mocha")
    assert.strictEqual(name({ options, appearance: "light" }), "catppuccin-latte")
    const state = aState([], { theme: "nord" })
    assert.strictEqual(name({ options, appearance: "light", state }), "nord")
    assert.strictEqual(name({ appearance: "light" }), "catppuccin-mocha")
  })

  it("is one that a plugin brings, by its name, and may start from another one", () => {
    const described = { paper: { extends: "flexoki", palette: { red: "#f00" } }, card: { extends: "paper" } }
    const state = aState([], { theme: "card", themes: described })
    assert.strictEqual(name({ state }), "card")
    assert.strictEqual(themeOf({ ...model, state }).palette.red, "#ff0000")
    assert.strictEqual(themeOf({ ...model, state }).palette.blue, themeNamed("flexoki").palette.blue)
    // The same object, or each frame would draw everything.
    assert.strictEqual(themeOf({ ...model, state }), themeOf({ ...model, state: structuredClone(state) }))
    assert.strictEqual(themeOfChoice("a", { a: { extends: "a" } }).palette.base, themeNamed("").palette.base)
  })
})

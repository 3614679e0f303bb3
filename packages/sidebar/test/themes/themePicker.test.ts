import { Command } from "@opensessions/protocol/Command"
import { assert, describe, it } from "@effect/vitest"
import { Message } from "../../src/message.ts"
import type { Model } from "../../src/model.ts"
import { themeOf } from "../../src/themes/themeOf.ts"
import { noThemeSettings, type ThemeSettings } from "../../src/themes/ThemeSettings.ts"
import { update } from "../../src/update.ts"
import { layout } from "../../src/view/rows.ts"
import { client } from "../stories.ts"
import { aSession, aView, now, textOf } from "../view/states.ts"

const one = [aSession(1, "api")]

const withThemes = (settings: Partial<ThemeSettings>, more: Partial<Model> = {}): Model => {
  const view = aView(one)
  return { ...view, ...more, options: { ...view.options, themes: { ...noThemeSettings, ...settings } } }
}

const worn = (me: ReturnType<typeof client>) => themeOf(me.model).name
const screen = (me: ReturnType<typeof client>) => textOf(layout(me.model, now)).join("\n")

describe("choosing a theme", () => {
  it("opens on the present one, tries each on, and Esc gives it back", () => {
    const me = client(aView(one, {}, { theme: "nord" }))
    me.press("t")
    assert.match(screen(me), /› nord ·/)
    me.press("Down")
    assert.strictEqual(worn(me), "dracula")
    me.press("Esc")
    assert.strictEqual(worn(me), "nord")
    assert.deepStrictEqual(me.sent(), [])
  })

  it("finds by words, and takes the chosen one for everybody", () => {
    const me = client(aView(one))
    me.press("t", ..."cat", "Space", ..."mac", "Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetTheme", theme: "catppuccin-macchiato", of: "theme" }])
    assert.strictEqual(worn(me), "catppuccin-macchiato")
    me.state(one, { theme: "catppuccin-macchiato" })
    me.completed(Command.cases.SetTheme.make({ theme: "catppuccin-macchiato", of: "theme" }))
    assert.strictEqual(worn(me), "catppuccin-macchiato")
  })

  it("of a pair, it is the one for a terminal like this one", () => {
    const me = client(withThemes({ dark: "nord", light: "catppuccin-latte" }, { appearance: "light" }))
    me.press("t")
    assert.include(screen(me), "Theme while light")
    assert.match(screen(me), /› catppuccin-latte ·/)
    me.press("Down")
    assert.strictEqual(worn(me), "catppuccin-frappe")
    me.press("Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetTheme", theme: "catppuccin-frappe", of: "lightTheme" }])
    assert.strictEqual(worn(me), "catppuccin-frappe")
    const [turned] = update(me.model, Message.AppearanceTold({ appearance: "dark" }))
    assert.strictEqual(themeOf(turned).name, "nord")
  })

  it("has those that plugins bring, and one's own", () => {
    const me = client(withThemes({ custom: { palette: { red: "#f00" } } }))
    me.state(one, { themes: { paper: { extends: "flexoki" } } })
    me.press("t", ..."paper")
    assert.strictEqual(worn(me), "paper")
    me.press("C-u", ..."custom")
    assert.strictEqual(themeOf(me.model).palette.red, "#ff0000")
    me.press("Enter")
    assert.deepStrictEqual(me.sent(), [{ _tag: "SetTheme", theme: "custom", of: "theme" }])
  })
})

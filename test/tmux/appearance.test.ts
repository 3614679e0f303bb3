import { themeNamed } from "@opensessions/sidebar/themes/themeNamed"
import { assert, describe, it } from "vitest"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Client } from "../support/Client.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

/** As `capture-pane -e` writes a colour. */
const written = (colour: string): string =>
  `38;2;${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(";")}`

const wears = (anna: Client, theme: string) => {
  const colour = written(themeNamed(theme).palette.text)
  return waitFor(
    async () => ((await anna.colours()).some((line) => line.includes(colour)) ? true : null),
    () => `${theme} is not worn`
  )
}

describe("a terminal that says whether it is dark or light", () => {
  it.each([
    ["#fafafa", "catppuccin-latte"],
    ["#101010", "nord"]
  ])("on %s has the theme %s, and types nothing into anybody's shell", async (background, theme) => {
    await using t = await TmuxWorld.start({
      sessions: { main: {}, web: {} },
      configuration: `set -g window-style bg=${background}`,
      config: { darkTheme: "nord", lightTheme: "catppuccin-latte" }
    })
    const anna = await t.client("anna", { width: 100, height: 24 })
    await t.opensessions()
    await anna.sees("⏎ go")
    await wears(anna, theme)
    await t.opensessions("toggle")
    await anna.lacks("⏎ go")
    assert.deepStrictEqual(
      (await anna.screen()).filter((line) => /rgb:|997|\]11/.test(line)),
      []
    )
  })

  it("gets a theme that can be read there where nobody chose one; the picker sets the one for it", async () => {
    await using t = await TmuxWorld.start({
      sessions: { main: {}, web: {} },
      plugin: true,
      configuration: "set -g window-style bg=#fafafa"
    })
    const anna = await t.client("anna", { width: 100, height: 24 })
    await t.opensessions()
    // Its terminal has answered by then: what it says in between two keys takes the first one away from tmux.
    await wears(anna, "catppuccin-latte")
    await goToSidebar(t, anna)
    const file = join(t.scratch.configDirectory, "config.json")
    mkdirSync(t.scratch.configDirectory, { recursive: true })
    writeFileSync(file, JSON.stringify({ darkTheme: "nord", lightTheme: "flexoki" }))
    await wears(anna, "flexoki")
    await anna.keys("t")
    await anna.sees("Theme while light")
    await anna.type("tokyo")
    await wears(anna, "tokyo-night")
    await anna.keys("Enter")
    await anna.lacks("Theme while")
    await wears(anna, "tokyo-night")
    const set = { darkTheme: "nord", lightTheme: "tokyo-night" }
    await eventually(() => JSON.parse(readFileSync(file, "utf8")) as unknown, set)
  })
})

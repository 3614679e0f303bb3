import { themeNamed } from "@opensessions/sidebar/themes/themeNamed"
import { assert, describe, it } from "vitest"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

/** As `capture-pane -e` writes a colour. */
const written = (colour: string): string =>
  `38;2;${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(";")}`

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
    const colour = written(themeNamed(theme).palette.text)
    await waitFor(
      async () => ((await anna.colours()).some((line) => line.includes(colour)) ? true : null),
      () => `${theme} is not worn`
    )
    await t.opensessions("toggle")
    await anna.lacks("⏎ go")
    assert.deepStrictEqual(
      (await anna.screen()).filter((line) => /rgb:|997|\]11/.test(line)),
      []
    )
  })
})

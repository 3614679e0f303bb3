import { Command } from "@opensessions/protocol/Command"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { makeSharedSettings, type SharedSettingsOptions } from "../../src/commands/makeSharedSettings.ts"
import type { Config } from "../../src/config/Settings.ts"

const settingsOf = (config: Config) => {
  const kept: Record<string, unknown> = { ...config }
  const options = {
    settings: {
      current: Effect.sync(() => kept as Config),
      set: (key: string, value: unknown) => Effect.sync(() => void (kept[key] = value))
    },
    store: { apply: () => Effect.void }
  } as unknown as SharedSettingsOptions
  return { kept, theme: makeSharedSettings(options).theme }
}

const take = (theme: string, of: "theme" | "darkTheme" | "lightTheme" = "theme") =>
  Command.cases.SetTheme.make({ theme, of })

const mine = { palette: { red: "#ff0000" } }

it.effect("a theme of one's own is kept while another is chosen, and can be taken again", () =>
  Effect.gen(function* () {
    const { kept, theme } = settingsOf({ theme: mine })
    yield* theme(take("nord"))
    assert.deepStrictEqual(kept, { theme: "nord", customTheme: mine })
    yield* theme(take("dracula"))
    assert.deepStrictEqual(kept, { theme: "dracula", customTheme: mine })
    yield* theme(take("custom"))
    assert.deepStrictEqual(kept, { theme: mine, customTheme: mine })
  })
)

it.effect("one of a pair is set, and the other settings stay", () =>
  Effect.gen(function* () {
    const { kept, theme } = settingsOf({ theme: "nord", darkTheme: "aura", lightTheme: mine })
    yield* theme(take("catppuccin-latte", "lightTheme"))
    assert.deepStrictEqual(kept, {
      theme: "nord",
      darkTheme: "aura",
      lightTheme: "catppuccin-latte",
      customTheme: mine
    })
  })
)

it.effect("nothing of one's own cannot be taken", () =>
  Effect.gen(function* () {
    const { kept, theme } = settingsOf({ theme: "nord" })
    const refused = yield* Effect.flip(theme(take("custom")))
    assert.include(String(refused), "no theme of your own")
    assert.deepStrictEqual(kept, { theme: "nord" })
  })
)

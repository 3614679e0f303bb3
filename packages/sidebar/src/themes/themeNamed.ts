/** Themes by the name in `config.json`. */
import { catppuccinMocha } from "./catppuccinMocha.ts"
import type { Theme } from "./Theme.ts"

const themes: ReadonlyMap<string, Theme> = new Map([[catppuccinMocha.name, catppuccinMocha]])

/** The theme of that name; the default one where there is none. */
export const themeNamed = (name: string): Theme => themes.get(name) ?? catppuccinMocha

/** All themes that ship, by their names in `config.json`, in the order of the picker. */
import { aura } from "./palettes/aura.ts"
import { ayu } from "./palettes/ayu.ts"
import { catppuccinFrappe } from "./palettes/catppuccinFrappe.ts"
import { catppuccinLatte } from "./palettes/catppuccinLatte.ts"
import { catppuccinMacchiato } from "./palettes/catppuccinMacchiato.ts"
import { catppuccinMocha } from "./palettes/catppuccinMocha.ts"
import { cobalt2 } from "./palettes/cobalt2.ts"
import { dracula } from "./palettes/dracula.ts"
import { everforest } from "./palettes/everforest.ts"
import { flexoki } from "./palettes/flexoki.ts"
import { githubDark } from "./palettes/githubDark.ts"
import { gruvboxDark } from "./palettes/gruvboxDark.ts"
import { kanagawa } from "./palettes/kanagawa.ts"
import { material } from "./palettes/material.ts"
import { matrix } from "./palettes/matrix.ts"
import { nord } from "./palettes/nord.ts"
import { oneDark } from "./palettes/oneDark.ts"
import { tokyoNight } from "./palettes/tokyoNight.ts"
import { terminal } from "./palettes/terminal.ts"
import { themeFrom } from "./themeFrom.ts"
import type { Theme } from "./Theme.ts"

const sources = [
  catppuccinMocha,
  catppuccinLatte,
  catppuccinFrappe,
  catppuccinMacchiato,
  tokyoNight,
  gruvboxDark,
  nord,
  dracula,
  githubDark,
  oneDark,
  kanagawa,
  everforest,
  material,
  cobalt2,
  flexoki,
  ayu,
  aura,
  matrix
]

const themes: ReadonlyMap<string, Theme> = new Map(
  [...sources.map(themeFrom), terminal].map((theme) => [theme.name, theme])
)

/** What holds where nobody chose a theme, or one that is not there. */
export const defaultTheme: Theme = themes.get(catppuccinMocha.name)!

/** The names of all themes that ship. */
export const themeNames: ReadonlyArray<string> = [...themes.keys()]

/** The theme of that name; the default one where there is none. */
export const themeNamed = (name: string): Theme => themes.get(name) ?? defaultTheme

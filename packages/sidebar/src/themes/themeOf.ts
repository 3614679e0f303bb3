/** Which theme a client's view is drawn with. */
import type { Model } from "../model.ts"
import type { Theme } from "./Theme.ts"
import { themeNamed } from "./themeNamed.ts"

/** Whether a terminal is dark or light. */
export type Appearance = "dark" | "light"

/** What the settings say beyond the theme's name in the state. */
export interface ThemeSettings {
  /** A theme that is described in place. */
  readonly own: Theme | null
  readonly dark: Theme | null
  readonly light: Theme | null
}

/** No such setting. */
export const noThemeSettings: ThemeSettings = { own: null, dark: null, light: null }

/** Whether the theme depends on what a terminal says of itself. */
export const followsTerminal = ({ dark, light }: ThemeSettings): boolean => dark !== null || light !== null

/** The one that is tried out, else the one for a terminal as dark or light as the client's is, else the chosen one. */
export const themeOf = ({
  appearance,
  options: { themes },
  previewTheme,
  state
}: Pick<Model, "appearance" | "options" | "previewTheme" | "state">): Theme => {
  if (previewTheme !== null) return themeNamed(previewTheme)
  return (appearance === null ? null : themes[appearance]) ?? themes.own ?? themeNamed(state?.theme ?? "")
}

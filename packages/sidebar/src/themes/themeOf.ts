/** Which theme a client's view is drawn with. */
import type { Model } from "../model.ts"
import { terminal, terminalOf8 } from "./palettes/terminal.ts"
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

/** On fewer than 256 colours the terminal's own; else the one that is tried out, else the one for a terminal as dark or light as the client's is, else the chosen one. */
export const themeOf = ({
  appearance,
  options: { themes },
  pane,
  previewTheme,
  state
}: Pick<Model, "appearance" | "options" | "pane" | "previewTheme" | "state">): Theme => {
  // tmux would make black of the hints and blue of the text.
  if (pane.colours !== undefined) return pane.colours < 16 ? terminalOf8 : terminal
  if (previewTheme !== null) return themeNamed(previewTheme)
  return (appearance === null ? null : themes[appearance]) ?? themes.own ?? themeNamed(state?.theme ?? "")
}

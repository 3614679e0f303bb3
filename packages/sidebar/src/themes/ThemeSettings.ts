/** What the settings say of themes, beyond a name. */
import type { InlineTheme, ThemeChoice } from "@opensessions/protocol/ThemeChoice"

/** Whether a terminal is dark or light. */
export type Appearance = "dark" | "light"

/** What the settings say beyond the theme's name in the state. */
export interface ThemeSettings {
  /** A theme that is described in place. */
  readonly own: InlineTheme | null
  readonly dark: ThemeChoice | null
  readonly light: ThemeChoice | null
  /** One of the user's own that is not in force. */
  readonly custom: InlineTheme | null
  /** Nothing is set: a light terminal gets a light theme. */
  readonly byTerminal: boolean
}

/** No such setting. */
export const noThemeSettings: ThemeSettings = { own: null, dark: null, light: null, custom: null, byTerminal: false }

/** Whether the theme depends on what a terminal says of itself. */
export const followsTerminal = ({ byTerminal, dark, light }: ThemeSettings): boolean =>
  byTerminal || dark !== null || light !== null

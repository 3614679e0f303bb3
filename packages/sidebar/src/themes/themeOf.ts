/** Which theme a client's view is drawn with. */
import type { InlineTheme, ThemeChoice } from "@opensessions/protocol/ThemeChoice"
import type { Model } from "../model.ts"
import { terminal, terminalOf8 } from "./palettes/terminal.ts"
import type { Theme } from "./Theme.ts"
import type { ThemeSettings } from "./ThemeSettings.ts"
import { customThemeName, type DescribedThemes, themeOfChoice } from "./themeOfChoice.ts"
import { defaultTheme, themeNames } from "./themeNamed.ts"

/** Where nobody chose a theme, on a terminal on which the default one could not be read. */
const lightDefault = "catppuccin-latte"

/** The user's own theme, in force or not. */
const ownOf = ({ custom, own }: ThemeSettings): InlineTheme | null => own ?? custom

/** What can be named besides the themes that ship. */
const describedOf = ({ options: { themes }, state }: Pick<Model, "options" | "state">): DescribedThemes => {
  const own = ownOf(themes)
  return own === null ? (state?.themes ?? {}) : { ...state?.themes, [customThemeName]: own }
}

type Client = Pick<Model, "appearance" | "options" | "pane" | "previewTheme" | "state">

/** What is set for the client's terminal: which of the three settings holds there, and what it says. */
export const settingOf = ({
  appearance,
  options: { themes },
  state
}: Pick<Client, "appearance" | "options" | "state">): {
  readonly of: "theme" | "darkTheme" | "lightTheme"
  readonly choice: ThemeChoice
} => {
  const paired = appearance === null ? null : themes[appearance]
  if (paired !== null) return { of: appearance === "dark" ? "darkTheme" : "lightTheme", choice: paired }
  if (themes.byTerminal && appearance === "light" && state?.theme === defaultTheme.name)
    return { of: "theme", choice: lightDefault }
  return { of: "theme", choice: themes.own ?? state?.theme ?? "" }
}

/** On fewer than 256 colours the terminal's own; else the one that is tried out, else what is set for the client's terminal. */
export const themeOf = (client: Client): Theme => {
  const { pane, previewTheme } = client
  // tmux would make black of the hints and blue of the text.
  if (pane.colours !== undefined) return pane.colours < 16 ? terminalOf8 : terminal
  return themeOfChoice(previewTheme ?? settingOf(client).choice, describedOf(client))
}

/** The names that a client can choose from: those that ship, those that plugins bring, and the user's own. */
export const themeChoices = (client: Pick<Client, "options" | "state">): ReadonlyArray<string> => [
  ...new Set([...themeNames, ...Object.keys(describedOf(client))])
]

/** What the theme is called that is set for a client's terminal. */
export const themeNameOf = (client: Pick<Client, "appearance" | "options" | "state">): string => {
  const { choice } = settingOf(client)
  return typeof choice === "string" ? choice : customThemeName
}

/**
 * Whether a client's terminal is dark or light, by its own report. It is asked only while a setting depends on it, and
 * what it answers never reaches the keys: `inputGuard` drops all answers.
 */
import { lightness } from "../themes/colour.ts"
import type { Appearance } from "../themes/ThemeSettings.ts"

/** Asks for the background (OSC 11) and the scheme, and to be told when that changes (mode 2031, tmux 3.6 and later). */
export const appearanceQuery = "\x1b[?2031h\x1b[?996n\x1b]11;?\x1b\\"

/** An answer that came in pieces is put together from at most so many bytes. */
const longest = 64

const report =
  /\x1b\[\?997;([12])n|\x1b\]11;rgba?:([0-9a-f]{2})[0-9a-f]{0,2}\/([0-9a-f]{2})[0-9a-f]{0,2}\/([0-9a-f]{2})/giu

/** Returns a function that is given the terminal's bytes in order and returns what the newest report in them says. */
export const makeAppearanceReader = (): ((input: string) => Appearance | null) => {
  let rest = ""
  return (input) => {
    const text = rest + input
    const last = [...text.matchAll(report)].at(-1)
    rest = text.slice(Math.max(last === undefined ? 0 : last.index + last[0].length, text.length - longest))
    if (last === undefined) return null
    const [, scheme, red, green, blue] = last
    if (scheme !== undefined) return scheme === "1" ? "dark" : "light"
    return lightness(`#${red}${green}${blue}`) > 0.18 ? "light" : "dark"
  }
}

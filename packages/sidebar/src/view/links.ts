/**
 * Text that terminals open by themselves (OSC 8). The renderer knows nothing of links: their text is written once more
 * behind a frame that drew it, opened and closed in one piece, so that nothing stays open whatever comes next.
 */
import { colourOf, type Theme } from "../themes/Theme.ts"
import type { Row, Span } from "./Row.ts"
import { textWidth } from "./textWidth.ts"

/** Longer ones are cut off by terminals, and tmux keeps all that it saw. */
const longest = 1000

/** What a port of this machine is opened with. */
export const portUrl = (port: number): string => `http://localhost:${port}`

/** A directory of this machine; a half surrogate pair, of which no path consists, becomes `�`. */
export const directoryUrl = (directory: string): string =>
  `file://${encodeURI(directory.toWellFormed()).replace(/[?#]/gu, encodeURIComponent)}`

/** Nothing but what may stand between the two ends of the sequence. */
const isUrl = (text: string): boolean => text.length <= longest && /^[\x21-\x7e]+$/u.test(text)

const foreground = (colour: string): string => {
  if (colour.startsWith("ansi:")) {
    const index = Number(colour.slice("ansi:".length))
    return String(index < 8 ? 30 + index : 82 + index)
  }
  if (colour === "dim") return "2;39"
  return colour.startsWith("#") ? `38;2;${channels(colour)}` : "39"
}

const background = (colour: string | null): string => {
  if (colour?.startsWith("ansi:")) {
    const index = Number(colour.slice("ansi:".length))
    return String(index < 8 ? 40 + index : 92 + index)
  }
  return colour?.startsWith("#") ? `48;2;${channels(colour)}` : "49"
}

const channels = (hex: string): string =>
  [1, 3, 5].map((at) => String(Number.parseInt(hex.slice(at, at + 2), 16))).join(";")

const linkText = (span: Span & { readonly link: string }, x: number, y: number, row: Row, theme: Theme): string => {
  const fg = foreground(colourOf(theme, span.fg))
  const bg = background(row.bg === undefined ? null : colourOf(theme, row.bg))
  const style = `\x1b[0;${span.bold === true ? "1;" : ""}${fg};${bg}m`
  return `\x1b[${y + 1};${x + 1}H${style}\x1b]8;;${span.link}\x1b\\${span.text}\x1b]8;;\x1b\\\x1b[0m`
}

const isLinked = (span: Span): span is Span & { readonly link: string } => span.link !== undefined && isUrl(span.link)

/** The links of a row as they stand on the screen; empty where it has none. */
export const linksOf = (row: Row, y: number, theme: Theme): string => {
  let x = 0
  let written = ""
  for (const span of row.spans) {
    if (isLinked(span)) written += linkText(span, x, y, row, theme)
    x += textWidth(span.text)
  }
  return written
}

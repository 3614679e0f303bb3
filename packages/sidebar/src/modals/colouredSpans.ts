/** A line of an agent's screen as spans in the colours of the theme. Pure. */
import { plainText } from "../view/plainText.ts"
import type { Span } from "../view/Row.ts"
import { cutSpans } from "../view/Row.ts"
import { textWidth } from "../view/textWidth.ts"
import type { Token } from "../themes/Theme.ts"

/** The 16 colours of a terminal: black, red, green, yellow, blue, magenta, cyan, white, and the bright ones. */
const sixteen: ReadonlyArray<Token> = [
  "surface2",
  "red",
  "green",
  "yellow",
  "blue",
  "mauve",
  "teal",
  "subtext1",
  "overlay1",
  "red",
  "green",
  "yellow",
  "blue",
  "pink",
  "sky",
  "text"
]

/** The nearest of them to a colour: a theme's colours are readable on its own ground, a program's may not be. */
const nearest = (r: number, g: number, b: number): Token => {
  const most = Math.max(r, g, b)
  const least = Math.min(r, g, b)
  if (most - least < 40) return most > 200 ? "text" : most > 150 ? "subtext1" : most > 90 ? "overlay1" : "surface2"
  const span = most - least
  const sector = most === r ? ((g - b) / span + 6) % 6 : most === g ? (b - r) / span + 2 : (r - g) / span + 4
  if (sector < 0.35 || sector >= 5.65) return "red"
  if (sector < 0.75) return "peach"
  if (sector < 1.4) return "yellow"
  if (sector < 2.6) return "green"
  if (sector < 3.3) return "teal"
  if (sector < 4.2) return "blue"
  return sector < 5 ? "mauve" : "pink"
}

const indexed = (index: number): Token => {
  if (index < 16) return sixteen[index] ?? "text"
  if (index >= 232) return nearest((index - 232) * 10 + 8, (index - 232) * 10 + 8, (index - 232) * 10 + 8)
  const level = (n: number) => (n === 0 ? 0 : 55 + n * 40)
  const cube = index - 16
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6))
}

interface Style {
  readonly fg: Token
  readonly bold: boolean
}

const plain: Style = { fg: "subtext1", bold: false }

const styled = (before: Style, parameters: string): Style => {
  const codes = parameters === "" ? [0] : parameters.split(/[;:]/u).map(Number)
  let style = before
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!
    if (code === 0) style = plain
    else if (code === 1) style = { ...style, bold: true }
    else if (code === 2) style = { ...style, fg: "overlay1" }
    else if (code === 22) style = { ...style, bold: false }
    else if (code === 39) style = { ...style, fg: plain.fg }
    else if (code >= 30 && code <= 37) style = { ...style, fg: sixteen[code - 30]! }
    else if (code >= 90 && code <= 97) style = { ...style, fg: sixteen[code - 82]! }
    else if (code === 38 || code === 48) {
      const isIndexed = codes[at + 1] === 5
      const [r = 0, g = 0, b = 0] = codes.slice(at + 2, at + 5)
      if (code === 38) style = { ...style, fg: isIndexed ? indexed(r) : nearest(r, g, b) }
      at += isIndexed ? 2 : 4
    }
  }
  return style
}

/** The spans of a line that holds nothing but text and SGR sequences. */
export const colouredSpans = (line: string): ReadonlyArray<Span> => {
  const spans: Array<Span> = []
  let style = plain
  for (const part of line.split(/(\u001b\[[0-9;:]*m)/u)) {
    const sgr = /^\u001b\[([0-9;:]*)m$/u.exec(part)
    if (sgr !== null) style = styled(style, sgr[1]!)
    else if (part !== "") spans.push({ text: plainText(part), ...style })
  }
  return spans
}

/** The spans from a column on, in so many columns. */
export const spansFrom = (spans: ReadonlyArray<Span>, left: number, columns: number): ReadonlyArray<Span> => {
  const rest: Array<Span> = []
  let skipped = 0
  for (const span of spans) {
    let text = ""
    for (const char of span.text) {
      if (skipped >= left) text += char
      else skipped += textWidth(char)
    }
    if (text !== "") rest.push({ ...span, text })
  }
  return cutSpans(rest, columns)
}

/**
 * The columns that text takes in a terminal, for text that went through `plainText`. The numbers are those of the
 * renderer, which draws it; a test holds them against the renderer and against tmux.
 */

const onlyAscii = /^[\x20-\x7e]*$/

/** Combining marks take no column of their own. */
const mark = /\p{M}/u

/** Two columns: East Asian wide and full-width characters, and what is drawn as an emoji by default. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u3029\u3030-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16fe3}\u{16ff2}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** Columns of one character. */
const widthOf = (char: string): number => {
  const code = char.codePointAt(0)!
  if (code < 0x300) return 1
  if (mark.test(char)) return 0
  return wide.test(char) ? 2 : 1
}

/** Columns of plain text. */
export const textWidth = (text: string): number => {
  if (onlyAscii.test(text)) return text.length
  let width = 0
  for (const char of text) width += widthOf(char)
  return width
}

/** What a person sees as one character, with its columns: a base with its marks. */
function* clusters(text: string): Generator<{ readonly text: string; readonly width: number }> {
  let cluster = ""
  let width = 0
  for (const char of text) {
    const own = widthOf(char)
    if (own !== 0 && cluster !== "") {
      yield { text: cluster, width }
      cluster = ""
      width = 0
    }
    cluster += char
    width += own
  }
  if (cluster !== "") yield { text: cluster, width }
}

/** As much of plain text as fits into so many columns, with `…` where something is missing. Never half a character. */
export const cut = (text: string, columns: number): string => {
  if (columns <= 0) return ""
  if (text.length <= columns && onlyAscii.test(text)) return text
  let kept = ""
  let keptWidth = 0
  let width = 0
  for (const cluster of clusters(text)) {
    if (width + cluster.width <= columns - 1) {
      kept += cluster.text
      keptWidth = width + cluster.width
    }
    width += cluster.width
    if (width > columns) return `${keptWidth > 0 ? kept : ""}…`
  }
  return text
}

/** The end of plain text, with `…` before it: for paths, whose end says most. */
export const cutStart = (text: string, columns: number): string => {
  if (columns <= 0) return ""
  if (textWidth(text) <= columns) return text
  let kept = ""
  let width = 0
  for (const cluster of [...clusters(text)].toReversed()) {
    if (width + cluster.width > columns - 1) break
    kept = cluster.text + kept
    width += cluster.width
  }
  return `…${kept}`
}

/** Cuts and fills with blanks to exactly so many columns. */
export const fit = (text: string, columns: number): string => {
  const short = cut(text, columns)
  return short + " ".repeat(Math.max(0, columns - textWidth(short)))
}

/** Plain text in lines of so many columns, at most so many of them; broken at blanks where there are some. */
export const wrap = (text: string, columns: number, lines: number): ReadonlyArray<string> => {
  if (columns <= 0 || lines <= 0) return []
  const words = text.split(" ").filter((word) => word !== "")
  const wrapped: Array<string> = []
  let line = ""
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`
    if (textWidth(longer) <= columns) {
      line = longer
      continue
    }
    if (wrapped.length === lines - 1) return [...wrapped, cut([line, ...words.slice(index)].join(" ").trim(), columns)]
    if (line !== "") wrapped.push(line)
    line = cut(word, columns)
  }
  return line === "" ? wrapped : [...wrapped, line]
}

/** What a captured line's SGR sequences say of the text behind them. Pure. */

/** A style. Colours are as in SGR without the 38 or 48 before them, so that both kinds compare: `5;215`, `31`; empty for the terminal's own. */
export interface Style {
  /** Bold, dim, underlined … by their numbers. */
  readonly attributes: ReadonlyArray<number>
  readonly colour: string
  readonly background: string
}

/** Of text before any sequence. */
export const plainStyle: Style = { attributes: [], colour: "", background: "" }

/** One sequence, with its parameters. */
export const sgrSequence = /\u001b\[([0-9;:]*)m/gu

const ends: Readonly<Record<number, ReadonlyArray<number>>> = {
  22: [1, 2],
  23: [3],
  24: [4],
  25: [5],
  27: [7],
  28: [8],
  29: [9]
}

/** The style after a sequence with these parameters. */
export const styledBy = (before: Style, parameters: string): Style => {
  let { attributes, background, colour } = before
  const codes = parameters === "" ? ["0"] : parameters.split(/[;:]/u)
  for (let at = 0; at < codes.length; at++) {
    const code = Number(codes[at])
    const ended = ends[code]
    if (code === 0) [attributes, colour, background] = [[], "", ""]
    else if (ended !== undefined) attributes = attributes.filter((one) => !ended.includes(one))
    else if (code < 10) attributes = attributes.includes(code) ? attributes : [...attributes, code]
    else if (code === 39) colour = ""
    else if (code === 49) background = ""
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) colour = String(code)
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = String(code - 10)
    else if (code === 38 || code === 48) {
      const length = codes[at + 1] === "5" ? 2 : 4
      const value = codes.slice(at + 1, at + 1 + length).join(";")
      if (code === 38) colour = value
      else background = value
      at += length
    }
  }
  return { attributes, background, colour }
}

/** The sequence that gives plain text a style; none for plain text. */
export const sequenceOf = ({ attributes, background, colour }: Style): string => {
  const codes = [
    ...attributes.map(String),
    ...(colour === "" ? [] : [colour.includes(";") ? `38;${colour}` : colour]),
    ...(background === "" ? [] : [background.includes(";") ? `48;${background}` : String(Number(background) + 10)])
  ]
  return codes.length === 0 ? "" : `\u001b[${codes.join(";")}m`
}

/** A character with its style. */
export interface Cell extends Style {
  readonly char: string
}

/** The characters of a line, by UTF-16 unit, as positions in its text. */
export const cellsOf = (line: string): ReadonlyArray<Cell> => {
  const cells: Array<Cell> = []
  let style = plainStyle
  let from = 0
  const put = (text: string) => {
    for (let at = 0; at < text.length; at++) cells.push({ char: text[at]!, ...style })
  }
  for (const found of line.matchAll(sgrSequence)) {
    put(line.slice(from, found.index))
    style = styledBy(style, found[1]!)
    from = found.index + found[0].length
  }
  put(line.slice(from))
  return cells
}

/** Turns a `tmux capture-pane -e` into an SVG picture: what stands on the real screen, in its real colours. */

interface Style {
  readonly fg: string | null
  readonly bg: string | null
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly reverse: boolean
}

interface Run {
  readonly text: string
  readonly column: number
  readonly columns: number
  readonly style: Style
}

const plain: Style = { fg: null, bg: null, bold: false, dim: false, italic: false, reverse: false }

/** The 16 ANSI colours as Catppuccin Mocha defines them for terminals, so that pictures look like a user's terminal. */
const ansi16 = [
  "#45475a",
  "#f38ba8",
  "#a6e3a1",
  "#f9e2af",
  "#89b4fa",
  "#f5c2e7",
  "#94e2d5",
  "#bac2de",
  "#585b70",
  "#f38ba8",
  "#a6e3a1",
  "#f9e2af",
  "#89b4fa",
  "#f5c2e7",
  "#94e2d5",
  "#a6adc8"
]

const hex = (n: number): string => n.toString(16).padStart(2, "0")

/** A colour of the 256-colour palette as `#rrggbb`. */
export const indexedColour = (index: number): string => {
  if (index < 16) return ansi16[index] ?? "#ffffff"
  if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`
  const level = (n: number) => hex(n === 0 ? 0 : 55 + n * 40)
  const cube = index - 16
  return `#${level(Math.floor(cube / 36))}${level(Math.floor(cube / 6) % 6)}${level(cube % 6)}`
}

const extendedColour = (codes: Array<number>): string | null => {
  const kind = codes.shift()
  if (kind === 5) return indexedColour(codes.shift() ?? 0)
  if (kind === 2) return `#${[codes.shift(), codes.shift(), codes.shift()].map((n) => hex(n ?? 0)).join("")}`
  return null
}

const applySgr = (before: Style, parameters: string): Style => {
  const codes = parameters === "" ? [0] : parameters.split(/[;:]/).map(Number)
  let style = before
  while (codes.length > 0) {
    const code = codes.shift() ?? 0
    if (code === 0) style = plain
    else if (code === 1) style = { ...style, bold: true }
    else if (code === 2) style = { ...style, dim: true }
    else if (code === 3) style = { ...style, italic: true }
    else if (code === 7) style = { ...style, reverse: true }
    else if (code === 22) style = { ...style, bold: false, dim: false }
    else if (code === 23) style = { ...style, italic: false }
    else if (code === 27) style = { ...style, reverse: false }
    else if (code === 38) style = { ...style, fg: extendedColour(codes) }
    else if (code === 48) style = { ...style, bg: extendedColour(codes) }
    else if (code === 39) style = { ...style, fg: null }
    else if (code === 49) style = { ...style, bg: null }
    else if (code >= 30 && code <= 37) style = { ...style, fg: indexedColour(code - 30) }
    else if (code >= 40 && code <= 47) style = { ...style, bg: indexedColour(code - 40) }
    else if (code >= 90 && code <= 97) style = { ...style, fg: indexedColour(code - 82) }
    else if (code >= 100 && code <= 107) style = { ...style, bg: indexedColour(code - 92) }
  }
  return style
}

const escapeSequence = /\u001b\[([0-9;:]*)m|\u001b\]8;[^\u001b\u0007]*(?:\u001b\\|\u0007)|[\u000e\u000f]/y

/** The runs of a line that begins in a style, and the style that it leaves to the next one. */
const runsOf = (line: string, before: Style, width: (text: string) => number): readonly [ReadonlyArray<Run>, Style] => {
  const runs: Array<Run> = []
  let style = before
  let column = 0
  let text = ""
  const flush = () => {
    if (text === "") return
    const columns = width(text)
    runs.push({ text, column, columns, style })
    column += columns
    text = ""
  }
  for (let i = 0; i < line.length;) {
    escapeSequence.lastIndex = i
    const match = escapeSequence.exec(line)
    if (match === null) {
      text += line[i++]
      continue
    }
    flush()
    if (match[1] !== undefined) style = applySgr(style, match[1])
    i = escapeSequence.lastIndex
  }
  flush()
  return [runs, style]
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"))

const cell = { width: 8.4, height: 18 }

const drawRun = (run: Run, row: number, colours: { readonly fg: string; readonly bg: string }): string => {
  const { style } = run
  const [fg, bg] = style.reverse ? [style.bg ?? colours.bg, style.fg ?? colours.fg] : [style.fg ?? colours.fg, style.bg]
  const x = (12 + run.column * cell.width).toFixed(1)
  const width = (run.columns * cell.width).toFixed(1)
  const back =
    bg === null
      ? ""
      : `<rect x="${x}" y="${12 + row * cell.height}" width="${width}" height="${cell.height}" fill="${bg}"/>`
  if (run.text.trim() === "") return back
  const look = `${style.bold ? ' font-weight="bold"' : ""}${style.italic ? ' font-style="italic"' : ""}${style.dim ? ' opacity="0.6"' : ""}`
  return `${back}<text x="${x}" y="${12 + row * cell.height + 13.5}" fill="${fg}" textLength="${width}"${look} xml:space="preserve">${escapeXml(run.text)}</text>`
}

/** Draws captured lines; `width` measures a text in terminal columns. */
export const ansiToSvg = (
  lines: ReadonlyArray<string>,
  columns: number,
  width: (text: string) => number,
  colours = { fg: "#cdd6f4", bg: "#1e1e2e" }
): string => {
  const w = Math.ceil(columns * cell.width + 24)
  const h = lines.length * cell.height + 24
  let style = plain
  const body = lines
    .flatMap((line, row) => {
      const [runs, after] = runsOf(line, style, width)
      style = after
      return runs.map((run) => drawRun(run, row, colours))
    })
    .join("\n")
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14">
<rect width="${w}" height="${h}" rx="8" fill="${colours.bg}"/>
${body}
</svg>
`
}

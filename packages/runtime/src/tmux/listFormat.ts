/**
 * How lists are asked for so that any byte may stand in any field. A record is a head line of ids and numbers, then one
 * line for each text, begun with `=`. tmux escapes the texts for a shell (`q:`), so no `|` stands without a `\` before it,
 * and newlines become `||`. From 3.4 on it also escapes control characters itself, and from 3.8 on `q:` puts a `\` before
 * a newline, too: `\||`. All of that is undone here, so tabs, newlines and quotes come through.
 */

/** The format of one text field: on a line of its own, safe whatever it holds. `format` is a variable's name. */
export const textField = (format: string): string => `=#{s/\n/||/:#{q:${format}}}`

/** A list format: the head's formats on the first line, each text on its own. */
export const listFormat = (kind: string, head: string, texts: ReadonlyArray<string>): string =>
  [`${kind} ${head}`, ...texts.map(textField)].join("\n")

const letters: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v"
}

const unescaped = (text: string): string =>
  text.replaceAll(/(\\\|(?=\|\|))|\\?\|\||\\([0-3][0-7]{2}|[^])/g, (_whole, bar?: string, escape?: string) => {
    if (bar !== undefined) return "|"
    if (escape === undefined) return "\n"
    return escape.length === 3 ? String.fromCharCode(Number.parseInt(escape, 8)) : (letters[escape] ?? escape)
  })

/** One record: the words of its head and its texts. */
export interface ListRecord {
  readonly head: ReadonlyArray<string>
  readonly texts: ReadonlyArray<string>
}

/** Reads the records of `listFormat(kind, …)` with `texts` text lines; lines that fit no record are counted. */
export const parseList = (
  lines: ReadonlyArray<string>,
  kind: string,
  texts: number
): { readonly records: ReadonlyArray<ListRecord>; readonly malformed: number } => {
  const records: Array<ListRecord> = []
  let malformed = 0
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ""
    const following = lines.slice(at + 1, at + 1 + texts)
    if (line.startsWith(`${kind} `) && following.length === texts && following.every((text) => text.startsWith("="))) {
      records.push({
        head: line.slice(kind.length + 1).split(" "),
        texts: following.map((text) => unescaped(text.slice(1)))
      })
      at += 1 + texts
    } else {
      malformed += 1
      at += 1
    }
  }
  return { records, malformed }
}

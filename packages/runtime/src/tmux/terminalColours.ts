/** How many colours a client's terminal has. tmux brings more of them down, but to so few it does so beyond reading. */
import { readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"

/** Where compiled descriptions of terminals are. */
const directories = (env: Readonly<Record<string, string | undefined>>): ReadonlyArray<string> => [
  ...(env["TERMINFO"] === undefined ? [] : [env["TERMINFO"]]),
  join(homedir(), ".terminfo"),
  "/etc/terminfo",
  "/lib/terminfo",
  "/usr/share/terminfo",
  "/usr/local/share/terminfo",
  "/opt/homebrew/share/terminfo"
]

const magic = { narrow: 0o432, wide: 0o1036 } as const

/** The number `max_colors` of a compiled description; null where it is none, or says nothing of colours. */
export const maxColours = (entry: Uint8Array): number | null => {
  const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength)
  if (entry.length < 12) return null
  const kind = view.getInt16(0, true)
  if (kind !== magic.narrow && kind !== magic.wide) return null
  const before = 12 + view.getInt16(2, true) + view.getInt16(4, true)
  const size = kind === magic.wide ? 4 : 2
  const maxColors = 13
  const at = before + (before % 2) + maxColors * size
  if (view.getInt16(6, true) <= maxColors || at + size > entry.length) return null
  const colours = size === 4 ? view.getInt32(at, true) : view.getInt16(at, true)
  return colours < 0 ? null : colours
}

const read = (path: string): Uint8Array | null => {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}

const known = new Map<string, number | null>()

/**
 * By the name in `$TERM`. Null where nothing describes it: then it is mostly what a terminal of today reports itself as,
 * and has all colours.
 */
export const terminalColours = (name: string): number | null => {
  const before = known.get(name)
  if (before !== undefined) return before
  const paths = /^[\w.+-]+$/u.test(name)
    ? directories(process.env).flatMap((directory) => [
        join(directory, name[0]!, name),
        // macOS names the folder by the letter's code.
        join(directory, name.codePointAt(0)!.toString(16), name)
      ])
    : []
  const entry = paths.reduce<Uint8Array | null>((found, path) => found ?? read(path), null)
  const colours = entry === null ? null : maxColours(entry)
  known.set(name, colours)
  return colours
}

/**
 * One way to write a window's layout. tmux 3.8 tells it as JSON, with the active pane in it, and still takes what all
 * others write: the sizes and places alone. Pure.
 */

interface Written {
  readonly t: "p" | "h" | "v"
  readonly w: number
  readonly h: number
  readonly x: number
  readonly y: number
  readonly I?: string
  readonly c?: ReadonlyArray<unknown>
}

const isWritten = (value: unknown): value is Written => {
  if (typeof value !== "object" || value === null) return false
  const { c, h, I, t, w, x, y } = value as Partial<Written>
  if (![w, h, x, y].every(Number.isInteger)) return false
  return t === "p" ? typeof I === "string" && /^%\d+$/.test(I) : (t === "h" || t === "v") && Array.isArray(c)
}

/** Null for what is not understood: a pane that floats (`z`) is in no place of a layout that can be set. */
const plain = (value: unknown): string | null => {
  if (!isWritten(value) || "z" in value) return null
  const box = `${value.w}x${value.h},${value.x},${value.y}`
  if (value.t === "p") return `${box},${value.I?.slice(1)}`
  const cells = (value.c ?? []).map(plain)
  const [open, close] = value.t === "h" ? ["{", "}"] : ["[", "]"]
  return cells.length === 0 || cells.includes(null) ? null : `${box}${open}${cells.join(",")}${close}`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The checksum that tmux wants before a layout. */
export const checksum = (body: string): string => {
  let sum = 0
  for (const character of body) sum = (((sum >> 1) | ((sum & 1) << 15)) + character.charCodeAt(0)) & 0xffff
  return sum.toString(16).padStart(4, "0")
}

/** `#{window_layout}` of any version as those before 3.8 write it; as it is where it is not understood. */
export const plainLayout = (layout: string): string => {
  if (!layout.startsWith("{")) return layout
  const written = parsed(layout)
  const root = typeof written === "object" && written !== null && "L" in written ? plain(written.L) : null
  return root === null ? layout : `${checksum(root)},${root}`
}

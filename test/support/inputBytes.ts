/** What a terminal sends for a mouse, a focus change or a paste. Columns and rows count from 0. */

export type MouseButton = "left" | "middle" | "right"

const codes: Readonly<Record<MouseButton, number>> = { left: 0, middle: 1, right: 2 }

const report = (code: number, column: number, row: number, released: boolean): string =>
  `\u001b[<${code};${column + 1};${row + 1}${released ? "m" : "M"}`

export const press = (column: number, row: number, button: MouseButton = "left"): string =>
  report(codes[button], column, row, false)

export const release = (column: number, row: number, button: MouseButton = "left"): string =>
  report(codes[button], column, row, true)

/** A move with the button held. */
export const drag = (column: number, row: number, button: MouseButton = "left"): string =>
  report(codes[button] + 32, column, row, false)

export const wheel = (column: number, row: number, direction: "up" | "down"): string =>
  report(direction === "up" ? 64 : 65, column, row, false)

export const focusIn = "\u001b[I"
export const focusOut = "\u001b[O"
export const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`

/** As `tmux send-keys -H` takes it. */
export const hexWords = (text: string): ReadonlyArray<string> =>
  [...Buffer.from(text, "utf8")].map((byte) => byte.toString(16).padStart(2, "0"))

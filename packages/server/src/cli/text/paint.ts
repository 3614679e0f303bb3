/** Colours for a terminal; nothing where the reader is a program or asked for none (NO_COLOR). */

export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly blue: (text: string) => string
}

const wrap = (code: number) => (text: string) => (text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`)
const same = (text: string): string => text

export const plain: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same }

export const coloured: Paint = {
  bold: wrap(1),
  dim: wrap(2),
  red: wrap(31),
  green: wrap(32),
  yellow: wrap(33),
  blue: wrap(34)
}

/** Server-sent events out of pieces of text. Pure but for what it keeps of an unfinished event. */

export interface EventBlock {
  readonly id: string
  readonly event: string
  readonly data: string
}

const field = (lines: ReadonlyArray<string>, name: string): string =>
  lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ""

const parse = (block: string): EventBlock => {
  const lines = block.split("\n")
  return { id: field(lines, "id"), event: field(lines, "event"), data: field(lines, "data") }
}

/** Takes the text piece by piece, gives the events that are whole by then; comments are none. */
export const makeEventBlocks = (): ((piece: string) => ReadonlyArray<EventBlock>) => {
  let rest = ""
  return (piece) => {
    const blocks = (rest + piece).split("\n\n")
    rest = blocks.pop() ?? ""
    return blocks.map(parse).filter(({ data }) => data !== "")
  }
}

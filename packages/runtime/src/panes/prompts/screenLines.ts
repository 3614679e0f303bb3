/** What the readers of questions share: lines of a screen, and the marks that agents draw around and into them. Pure. */

/** The edges of boxes, which are no part of what stands in them. */
export const edges = /^[\s│┃|]+|[\s│┃|]+$/gu

/** A line across. */
export const isRule = (line: string): boolean => /^[\s│┃]*[─━═╌┄┈╭╮╰╯┌┐└┘▔▁]{4,}/u.test(line)

const isBarred = (line: string): boolean => /^\s*[│┃|]/u.test(line)

/** A dashed line divides a dialog; a whole one, or a corner, begins it. */
const isEdge = (line: string): boolean => isRule(line) && !/[╌┄┈]{4,}/u.test(line)

/** What an agent said or did, or was told: a dialog without a frame begins below it. */
const isTalk = (line: string): boolean => /^[•●⏺›❯]\s/u.test(line)

/** What an agent's dialog says above its answers, from its upper edge on. */
export const questionAbove = (lines: ReadonlyArray<string>, end: number): ReadonlyArray<string> => {
  const above = lines.slice(0, end)
  // Where a bar holds it together, a rule in it is a part of it.
  const begins = isBarred(lines[end] ?? "")
    ? (line: string) => !isBarred(line)
    : (line: string) => isEdge(line) || isTalk(line)
  return above
    .slice(above.findLastIndex(begins) + 1)
    .filter((line) => !isRule(line))
    .map((line) => line.replace(edges, ""))
    .filter((line) => line !== "")
}

/** Answers that a key does not give: they ask for words, or open an editor. */
export const asksForWords = (label: string): boolean =>
  /^(?:type\b|enter a custom|chat about|modify with|something else)/iu.test(label)

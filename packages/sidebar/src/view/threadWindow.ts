/** Which of too many threads are told of: the first ones, unless the chosen one is not among them. */

/** A part of a list, `to` excluded. */
export interface Part {
  readonly from: number
  readonly to: number
}

/** So many of all, the chosen one among them; -1 where none is chosen. */
export const inSightOf = (all: number, room: number, chosen: number): Part => {
  const count = Math.max(0, Math.min(all, room))
  const from = Math.max(0, Math.min(chosen - count + 1, all - count))
  return { from, to: from + count }
}

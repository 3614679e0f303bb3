/** Chance that is the same for a seed. */
export interface Dice {
  /** A whole number from 0 to below a bound. */
  below(bound: number): number
  pick<A>(values: ReadonlyArray<A>): A
}

/** Whole numbers below a bound. */
export const dice = (seed: number): Dice => {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % bound
  }
  return { below, pick: (values) => values[below(values.length)]! }
}

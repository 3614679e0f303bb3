/** A small generator of randomness with a seed: a failure can be had again. */

export const makeRandom = (seed: number) => {
  let state = seed
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const below = (n: number) => Math.floor(next() * n)
  return { below, pick: <A>(from: ReadonlyArray<A>): A => from[below(from.length)] as A }
}

export type Random = ReturnType<typeof makeRandom>

export const noise = (random: Random, bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, () => random.below(256)))

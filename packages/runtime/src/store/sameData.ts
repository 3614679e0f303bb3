/** Compares plain data. Effect's own equality hashes whole documents first: with 50 busy agents that was a third of a core. */

/** Whether two values of records, arrays and primitives hold the same. */
export const sameData = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other)) return true
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((held, i) => sameData(held, other[i]))
  if (Array.isArray(other)) return false
  const [left, right] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>]
  let keys = 0
  for (const key in left) {
    if (!Object.hasOwn(right, key) || !sameData(left[key], right[key])) return false
    keys++
  }
  for (const _ in right) keys--
  return keys === 0
}

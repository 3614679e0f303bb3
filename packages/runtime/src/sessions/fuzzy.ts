/** How well a text fits what somebody typed. Pure. */

const isBoundary = (text: string, at: number): boolean => at === 0 || /[\s/_.-]/u.test(text[at - 1]!)

/** The characters of one word in their order: next to each other and at begins of words count more. Null: it does not fit. */
const scoreOfWord = (word: string, text: string): number | null => {
  const whole = text.lastIndexOf(word)
  if (whole >= 0)
    return 100 + word.length * 4 + (isBoundary(text, whole) ? 40 : 0) - (text.length - whole - word.length)
  let score = 0
  let from = 0
  for (const char of word) {
    const at = text.indexOf(char, from)
    if (at < 0) return null
    score += isBoundary(text, at) ? 8 : at === from && from > 0 ? 4 : 0
    from = at + 1
  }
  return score - (text.length - word.length) / 8
}

/** The higher the better; null where some word does not fit. Case does not count. */
export const fuzzyScore = (typed: string, text: string): number | null => {
  const lower = text.toLowerCase()
  let total = 0
  for (const word of typed.toLowerCase().split(/\s+/u)) {
    const score = word === "" ? 0 : scoreOfWord(word, lower)
    if (score === null) return null
    total += score
  }
  return total
}

/** Makes text from outside fit to be shown: one line, no character that steers a terminal, no hidden direction. */

/** What ends a line somewhere, and what moves the cursor to another column. A run becomes one space. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu

/** Controls, lone surrogates, bidirectional marks and overrides, and characters that show as nothing. */
const unwanted = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

// Making one takes 12 ms, which a start should not wait for and most texts never need.
let segmenter: Intl.Segmenter | undefined
const graphemes = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" }))

const codePoints = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The longest start of whole characters that fits; one character that alone is too long is cut. */
const startOf = (text: string, max: number): string => {
  let length = 0
  let end = 0
  for (const { segment, index } of graphemes().segment(text)) {
    length += codePoints(segment)
    if (length > max) break
    end = index + segment.length
  }
  return end > 0 ? text.slice(0, end) : [...text].slice(0, max).join("")
}

/** Keeps at most `max` characters (code points), the last of them an ellipsis where something was cut. */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max || codePoints(text) <= max) return text
  return `${startOf(text.slice(0, max * 32), max - 1).trimEnd()}…`
}

/** One clean line of at most `max` characters. */
export const cleanText = (text: string, max: number = Infinity): string =>
  shorten(text.replace(breaks, " ").replace(unwanted, "").trim(), max)

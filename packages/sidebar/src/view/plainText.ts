/** Makes text from outside safe to lay out: nothing in it moves the cursor, and everybody agrees on its width. */

/** Line breaks and tabs: what was apart stays apart. */
const spaces = /[\t\n\v\f\r\u0085\u2028\u2029]+/g

/** Control characters, half surrogate pairs, and characters that nobody assigned. */
const strange = /[\p{Cc}\p{Cs}\p{Cn}]/gu

/**
 * Emoji joined into one picture, and skin tones: tmux 3.3 draws the parts of some one by one (4 columns for a thumb of a
 * colour), the renderer draws one. Only the first part stays, which all draw alike.
 */
const joined = /(\p{Extended_Pictographic})(?:\p{Emoji_Modifier}|\ufe0f|\u20e3|\u200d\p{Extended_Pictographic})+/gu
const keycap = /\ufe0f?\u20e3/g

/**
 * Invisible characters: variation selectors (tmux 3.3 gives `⚠️` one column, others two), joiners, tags, fillers, and
 * the overrides that turn the direction of all that follows.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu

/**
 * Characters that tmux on a system with Unicode 14 does not draw at all, or with another width than the renderer: emoji
 * of 2022 and later, and Hangul vowels without a consonant.
 */
const unknown =
  /[\u1160-\u11ff\u3248-\u324f\ud7b0-\ud7ff\u{1cc00}-\u{1ceff}\u{1f6d8}\u{1f6dc}\u{1f774}-\u{1f77f}\u{1f7d9}\u{1f8b2}-\u{1f8bb}\u{1fa75}-\u{1fa77}\u{1fa87}-\u{1fa8f}\u{1faad}-\u{1faaf}\u{1fabb}-\u{1fabf}\u{1fac6}-\u{1facf}\u{1fada}-\u{1fadf}\u{1fae8}-\u{1faef}\u{1faf7}-\u{1faff}\u{1fbcb}-\u{1fbef}]/gu

/** The two letters that a flag is made of: tmux 3.5 gives half a flag two columns, and draws over what follows a whole one. */
const flagLetters = /\p{RI}/gu

const latinOf = (flagLetter: string): string => String.fromCharCode(flagLetter.codePointAt(0)! - 0x1f1e6 + 0x41)

const onlyAscii = /^[\x20-\x7e]*$/

/** More characters than any pane is wide are not looked at. */
const longest = 2000

/** Text that is safe to lay out. What cannot be drawn becomes `�`, what cannot be seen goes. */
export const plainText = (text: string): string => {
  const start = text.length > longest ? text.slice(0, longest) : text
  if (onlyAscii.test(start)) return start
  return start
    .replace(spaces, " ")
    .normalize("NFC")
    .replace(joined, "$1")
    .replace(keycap, "")
    .replace(invisible, "")
    .replace(strange, "�")
    .replace(unknown, "�")
    .replace(flagLetters, latinOf)
}

/** Text that breaks layouts: one sample of each kind, and mixtures of them. */

/** Samples with the columns that tmux and the renderer give them after `plainText`. */
export const samples: ReadonlyArray<readonly [name: string, text: string, columns: number]> = [
  ["ascii", "api", 3],
  ["Chinese", "漢字", 4],
  ["Korean, composed", "\ud55c", 2],
  ["Korean, decomposed", "\u1112\u1161\u11ab", 2],
  ["half-width kana", "ｶ", 1],
  ["full-width latin", "Ａ", 2],
  ["an emoji", "🚀", 2],
  ["an emoji by variation selector", "\u26a0\ufe0f", 1],
  ["a heart", "\u2764\ufe0f", 1],
  ["a family", "👨\u200d👩\u200d👧", 2],
  ["a flag", "🇩🇪", 2],
  ["half a flag", "🇩", 1],
  ["a thumb with a skin tone", "👍🏽", 2],
  ["a keycap", "1\ufe0f\u20e3", 1],
  ["e with an accent", "e\u0301", 1],
  ["a pile of accents", "Z\u0351\u036b\u0343\u036a\u0302", 1],
  ["Hebrew with points", "\u05e9\u05c1\u05b8", 1],
  ["Arabic", "مرحبا", 5],
  ["a tab", "a\tb", 3],
  ["a line break", "a\nb", 3],
  ["an escape sequence", "\x1b[31mred", 8],
  ["a C1 control", "a\u009b31mb", 6],
  ["a right-to-left override", "a\u202eb", 2],
  ["an isolate", "a\u2066b\u2069", 2],
  ["zero-width space", "a\u200bb", 2],
  ["a soft hyphen", "a\u00adb", 2],
  ["half a surrogate pair", "a\ud800b", 3],
  ["an emoji that is newer than the terminal", "🫨", 1],
  ["a tag sequence", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", 2],
  ["an icon of a patched font", "\ue0a0", 1],
  ["Thai", "กำ", 2],
  ["a Yijing hexagram", "䷀", 2],
  ["an ideographic space", "\u3000", 2],
  ["our own glyphs", "◉●✗⚠⊘⠹⌁▌›▰▱─…⏎⇥↑↓ℹ✓·“”⇧○⠶", 25]
]

/** Numbers that are the same in every run. */
export const numbers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A mixture of the samples. */
export const mixture = (next: (below: number) => number): string =>
  Array.from({ length: next(14) }, () => samples[next(samples.length)]![1]).join(next(3) === 0 ? " " : "")

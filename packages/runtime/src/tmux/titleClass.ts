/**
 * Titles that spin. Agents animate the first glyph of their title, often several times a second; what it is about is in
 * the kind of glyph and in the text. tmux itself compares the class of a title with the last one and rings on a change
 * only. Ten titles with ten frames a second each then cost the daemon 1.5 % of a core instead of 5.5 %, and tmux 3 % (2.5 %
 * without us) instead of 7 %.
 */

// A spinner in motion: braille, or a circle that turns. `✳` stands still and is a class of its own.
const spinning: ReadonlyArray<readonly [first: string, last: string]> = [
  ["⠀", "⣿"],
  ["◐", "◓"]
]
// Codex lets this one blink while it waits for a person. No `\`, which the command of a hook would lose.
const blinking = "[[] [!.] ]"

const first = "#{=1:pane_title}"
const either = (a: string, b: string): string => `#{||:${a},${b}}`

// Compared as strings: no range of such letters in a regular expression of tmux's matches in the locale C.UTF-8.
const isSpinning = spinning.map(([from, to]) => `#{&&:#{>=:${first},${from}},#{<=:${first},${to}}}`).reduce(either)

/** The format of a pane's title with every frame of its spinner the same. */
export const titleClassFormat = `#{?${isSpinning},⠂#{s/^.//:pane_title},#{s/^${blinking}/[ ! ]/:pane_title}}`

const frames: ReadonlyArray<readonly [RegExp, string]> = [
  [new RegExp(`^${blinking}`), "[ ! ]"],
  [new RegExp(`^[${spinning.map(([from, to]) => `${from}-${to}`).join("")}]`, "u"), "⠂"]
]

/** The same for a title that we hold. Two titles of one class differ in a frame of a spinner only. */
export const titleClass = (title: string): string =>
  frames.reduce((classed, [pattern, frame]) => classed.replace(pattern, frame), title)

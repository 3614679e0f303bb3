/** What the title of a pane says when Gemini CLI has set it; observed on 0.61.0. */

/** `plain` is its title where the one that changes is switched off: it says nothing of the state. */
export type TitleState = "working" | "asks" | "rest" | "plain"

const titles: ReadonlyArray<readonly [TitleState, RegExp]> = [
  ["asks", /^✋\ufe0f? +Action Required\b/u],
  ["working", /^(?:✦|⏲)\ufe0f? +\S/u],
  ["rest", /^◇\ufe0f? +Ready\b/u],
  ["plain", /^Gemini CLI \(/]
]

/** Null where the title is another program's. */
export const readTitle = (title: string): TitleState | null =>
  titles.find(([, pattern]) => pattern.test(title))?.[0] ?? null

/** What a pane's title says when Claude Code has set it: a glyph, then the topic of the thread. */
import { firstLine, visibleText } from "../visibleText.ts"

export interface TitleState {
  /** The glyph turns while it works. The one at rest stands also while it waits, so it proves nothing. */
  readonly working: boolean
  /** What the thread is about; null for the program's own name. */
  readonly topic: string | null
}

/** `◐ ◑` from 2.1.330 on, braille dots before. */
const pattern = /^([◐-◓\u2800-\u28ff]|[✳✶✻✽✢·*])\s+(\S.*)$/u
const resting = "✳✶✻✽✢·*"

/** Null where the title is not Claude Code's: a shell's, or for a moment the remains of a terminal query. */
export const readTitle = (title: string): TitleState | null => {
  const [, glyph, rest] = pattern.exec(visibleText(title)) ?? []
  if (glyph === undefined || rest === undefined) return null
  return { working: !resting.includes(glyph), topic: /^claude( code)?$/i.test(rest) ? null : firstLine(rest) }
}

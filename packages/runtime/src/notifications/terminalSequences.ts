/** The escape sequences with which terminals show a notification: pure. Texts are cleaned before they come here. */
import type { Notification } from "./Notifier.ts"

/** What a terminal understands: OSC 99 (kitty), 777 (foot, Ghostty, WezTerm, VTE), 9 (iTerm2, Windows Terminal). */
export type Dialect = "kitty" | "title-and-body" | "body"

const dialects: ReadonlyArray<readonly [RegExp, Dialect]> = [
  [/kitty/iu, "kitty"],
  [/foot|ghostty|wezterm|rxvt|vte|contour/iu, "title-and-body"],
  [/iterm|windows|conemu|mintty|rio/iu, "body"]
]

/** By the type that the terminal reports, or `$TERM`; null where nothing is known of it. */
export const dialectOf = (terminal: string): Dialect | null =>
  dialects.find(([pattern]) => pattern.test(terminal))?.[1] ?? null

const st = "\u001b\\"

/** Semicolons separate fields there. */
const field = (text: string): string => text.replaceAll(";", ",")

/** Line by line what the terminal gets. An OSC 9 that began with a digit could mean progress instead. */
export const showSequence = (dialect: Dialect, { body, id, title }: Notification): string => {
  switch (dialect) {
    case "kitty":
      return `\u001b]99;i=${id}:d=0:p=title;${title}${st}\u001b]99;i=${id}:d=1:p=body;${body}${st}`
    case "title-and-body":
      return `\u001b]777;notify;${field(title)};${field(body)}${st}`
    case "body":
      return `\u001b]9;[${field(title)}] ${field(body)}${st}`
  }
}

/** Takes a notification back; null where the terminal can't. */
export const closeSequence = (dialect: Dialect, { id }: Notification): string | null =>
  dialect === "kitty" ? `\u001b]99;i=${id}:p=close;${st}` : null

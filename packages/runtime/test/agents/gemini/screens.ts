/** Screens of Gemini CLI, reduced to the lines that are read. */

const wide = (glyph: string) => glyph.repeat(40)
const box = (typed = "  Type your message") => [
  wide("─"),
  " Shift+Tab to accept edits",
  wide("▄"),
  ` > ${typed}`,
  wide("▀"),
  " workspace (/directory)     /model",
  " /work     Auto"
]
const said = (text: string) => [wide("▄"), ` > ${text}`, wide("▀")]

export const fresh = [" Gemini CLI v0.61.0", "  ? for shortcuts", ...box()]
export const working = [
  ...said("go"),
  "✦ some words",
  " ⠇ Thinking... (esc to cancel, 1s)     ? for shortcuts",
  ...box()
]
export const done = [...said("go"), "✦ some words", "     ? for shortcuts", ...box()]
export const permission = [
  ...said("go"),
  `╭${wide("─")}╮`,
  "│ ? Shell  touch a           │",
  "│ Allow execution of [Shell]?           │",
  "│                             │",
  "│ ● 1. Allow once             │",
  "│   2. No, suggest changes (esc)          │",
  `╰${wide("─")}╯`
]
export const other = [...said("go"), `╭${wide("─")}╮`, "│ Something else │", `╰${wide("─")}╯`]

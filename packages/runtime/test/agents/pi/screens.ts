/** Screens of Pi, reduced to the lines that are read. */

const rule = "─".repeat(40)
const box = (...inside: ReadonlyArray<string>) => [rule, ...inside, rule, "/work", "0.0%/200k"]

export const resting = (...said: ReadonlyArray<string>) => [...said.map((one) => ` ${one}`), ...box("")]
export const working = (...said: ReadonlyArray<string>) => [
  ...said.map((one) => ` ${one}`),
  " ⠙ Working...",
  ...box("")
]
export const retrying = [" Error: 500", " ⠋ Retrying (1/2) in 1s... (escape to cancel)", ...box("")]
export const compacting = [" ⠋ Compacting context... (escape to cancel)", ...box("")]
const keys = " ↑↓ navigate  enter select  escape/ctrl+c cancel"
export const permission = [" go", " ⠙ Working...", ...box(" Permission: allow this command?", " → Yes", "   No", keys)]
export const question = [" go", " ⠙ Working...", ...box(" Which one?", " → This", "   That", keys)]
export const menu = [" go", ...box(" Models", " → one", keys)]

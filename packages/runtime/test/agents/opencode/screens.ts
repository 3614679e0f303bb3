/** Screens of OpenCode, reduced to the lines that are read. */

const box = ["  ┃", "  ┃  Build · Some Model", "  ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀"]
const sent = (prompt: string) => ["  ┃", `  ┃  ${prompt}`, "  ┃", "", "     ▣  Build · Some Model"]

export const home = [
  "     ┃  Ask anything…",
  "     ┃  Build · Some Model",
  "     ╹▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀",
  "  tab agents  ctrl+p commands"
]
export const working = (prompt: string) => [...sent(prompt), ...box, "   ■■⬝⬝  esc interrupt      ctrl+p commands"]
export const retrying = [...sent("go"), ...box, "   ■■⬝⬝ Some failure [retrying in 8s attempt #3]"]
export const resting = (prompt: string) => [...sent(prompt), ...box, "   /work      120 (0%)  ctrl+p commands"]
export const permission = (prompt: string) => [
  ...sent(prompt),
  "  ┃",
  "  ┃  △ Permission required",
  "  ┃    # Shell command",
  "  ┃  $ touch file",
  "  ┃   Allow once   Allow always   Reject        ⇆ select  enter confirm"
]
export const question = (prompt: string) => [
  ...sent(prompt),
  "  ┃  Which one?",
  "  ┃  1. This",
  "  ┃  ↑↓ select  enter submit  esc dismiss"
]

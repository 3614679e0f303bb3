/** Screens of agents without files, reduced to the lines that are read. */

const rule = "─".repeat(60)
const dialog = (...lines: ReadonlyArray<string>) => [`╭${rule}╮`, ...lines.map((line) => `│ ${line}`), `╰${rule}╯`]

const copilotBox = (typed: string, footer: string) => [" /work", rule, `❯${typed}`, rule, footer]
const copilotRest = " ← open sidebar · Interactive · Manual Approval · / commands · ? help"
const copilotKeys = "↑/↓ to navigate · enter to select · esc to cancel                     │"

export const copilot = {
  trust: dialog("Confirm folder trust", "Do you trust the files in this folder?", "❯ 1. Yes", "  2. No", copilotKeys),
  fresh: [" ● Tip: /app", ...copilotBox("", copilotRest)],
  typing: [" ❯ go", " ● Done.", ...copilotBox(" something", " Interactive · @ files · # issues")],
  working: [" ❯ go", " ● some words", ...copilotBox("", " ○ Working · 95 B esc esc interrupt")],
  cancelling: [" ❯ go", " ● some words", ...copilotBox("", " ◎ Cancelling")],
  done: [" ❯ go", " ● some words", ...copilotBox("", copilotRest)],
  asks: [
    " ❯ go",
    " $ Shell make it                ┃",
    ...dialog("make it", "Do you want to run this command?", "❯ 1. Yes", "  2. No (Esc to stop)", copilotKeys)
  ],
  menu: [" ❯ go", ...dialog("Choose a model", "❯ one", copilotKeys)],
  denied: [" ❯ go", " ✗ Shell make it      ┃", " ● Operation cancelled by user   ┃", ...copilotBox("", copilotRest)],
  failed: [" ❯ go          ┃", " ✗ 400 bad thing      ┃", ...copilotBox("", copilotRest)],
  limited: [" ❯ go", " ✗ 429 slow down", ...copilotBox("", copilotRest)],
  deniedBefore: [" ● Operation cancelled by user", " ❯ again", " ● Done.", ...copilotBox("", copilotRest)],
  quotes: [" ❯ what does it say?", " ● It says: esc esc interrupt", ...copilotBox("", copilotRest)]
}

export const aider = {
  starting: ["Analytics have been permanently disabled."],
  fresh: ["Aider v0.86.2", "Model: some/model", rule, ">"],
  files: ["Aider v0.86.2", rule, "a.py b.py", "> and then"],
  completing: [rule, "> /a", "    /add   Add files", "    /ask   Ask"],
  working: [rule, "> go", "Some"],
  streaming: [rule, "> go", "Some words", "and more of them"],
  asks: [rule, "> go", "make", "Run shell command? (Y)es/(N)o/(D)on't ask again [Yes]:"],
  question: [rule, "> /run echo hi", "hi", "Add 0.0k tokens of command output to the chat? (Y)es/(N)o [Yes]: n"],
  answered: [rule, "> /run", "Add it to the chat? (Y)es/(N)o [Yes]: n", rule, ">"],
  done: [rule, "> go", "All done.", "Tokens: 1 sent, 1 received.", rule, "ask>"],
  interrupted: [rule, "> go", "^C again to exit", rule, ">"]
}

const qwenBox = (typed = "  Type your message") => [rule, `> ${typed}`, rule, "  ? for shortcuts"]

export const qwen = {
  fresh: ["  Tips: a tip", ...qwenBox()],
  working: ["  > go", "  ... Turning it off and on (1s · esc to cancel)", ...qwenBox()],
  cancelled: ["  > go", "  ● Request cancelled.", ...qwenBox()],
  failed: ["  > go", "  ✕ [API Error: Connection error.] (Press Ctrl+Y to retry)", ...qwenBox()],
  cancelledBefore: ["  ● Request cancelled.", "  > again", "  ✦ Done.", ...qwenBox()],
  dialog: ["  > go", ...dialog("Something it asks", "● 1. Yes")]
}

/** An agent that we know nothing about, at work: its spinner turns. */
export const spinning = (frame: string) => ["> go", "", `${frame} Pondering (esc to stop)`, "", "> "]
export const still = ["> go", "", "Done.", "", "> "]

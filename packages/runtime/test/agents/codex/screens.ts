/** Screens for tests, as Codex draws them, with words of our own. */

const head = ["  >_ OpenAI Codex (v0.169.0)", "     /work", ""]
const box = ["", "› Ask Codex to do anything", "", "  model-1 default · /work", "  ? for shortcuts"]

export const fresh = [...head, ...box]
export const working = [...head, "› do it", "", "• Working (3s • esc to interrupt)", ...box]
export const streaming = [...head, "› do it", "", "• some words", ...box]
export const done = [...head, "› do it", "", "• some words", "", "  Worked for 7s • 10:53", ...box]
export const interrupted = [...head, "› do it", "", "■ Conversation interrupted - say what next", ...box]
export const error = [...head, "› do it", "", "■ too many requests", ...box]

export const permission = [
  ...head,
  "› do it",
  "",
  "• Running touch a",
  "",
  "  Would you like to run the following command?",
  "",
  "  $ touch a",
  "",
  "› 1. Yes, proceed (y)",
  "  2. No, and tell Codex what to do differently (esc)",
  "",
  "  Press enter to confirm or esc to cancel"
]

export const question = [
  ...head,
  "› do it",
  "",
  "  Question 1/1 (1 unanswered)",
  "  Which colour?",
  "",
  "  › 1. Red   Warm",
  "    2. Blue  Cold",
  "",
  "  tab to add notes | enter to submit answer | esc to interrupt"
]

export const plan = [
  ...head,
  "› plan it",
  "",
  "• Proposed Plan",
  "  1. think",
  "",
  "  Implement this plan?",
  "",
  "› 1. Yes, implement this plan  Switch to Default and start coding.",
  "  2. No, stay in Plan mode     Continue planning with the model.",
  "",
  "  Press enter to confirm or esc to go back"
]

export const trust = [
  "> You are in /work",
  "",
  "  Do you trust the contents of this directory?",
  "",
  "› 1. Yes, continue",
  "  2. No, quit",
  "",
  "  Press enter to continue"
]

export const folderAccess = [
  "  Folder access",
  "  /work",
  "",
  "  Trust this folder? It can read, edit, and run files here.",
  "",
  "› 1. Trust and continue",
  "  2. Back to Agent Command Center",
  "",
  "  enter continue · esc back"
]

/** A question that may be answered later stands above the box while it works on. */
export const workingWithQuestion = [
  ...head,
  "• Working (12s • esc to interrupt)",
  "",
  "• Queued follow-up inputs",
  "  ? 1 question",
  "    shift+← to answer",
  ...box
]

/** The answer contains a numbered list, as answers do. */
export const listInAnswer = [
  ...head,
  "› do it",
  "",
  "• Two ways:",
  "  1. one",
  "  2. two",
  "",
  "  Worked for 7s",
  ...box
]

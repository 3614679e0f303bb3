/** Aider. It is a line after the other: what it does is told by the last one. */
import type { CliAgent } from "./CliAgent.ts"

const question = "\\(Y\\)es/\\(N\\)o[^\\n]*\\]: ?[^\\n]{0,24}$"

export const aider: CliAgent = {
  agent: "aider",
  program: { names: ["aider"], module: "aider", notWith: /^(?:--version|--help|-h|--gui|--browser|--models)$/ },
  provenance: "observed on 0.86.2 with a model of our own, 2026-11-22",
  screen: [
    {
      status: "waiting",
      reason: "permission",
      detail: "asks for permission",
      within: 1,
      pattern: new RegExp(`^(?:Run shell command|Allow |Create new file|Apply |Edit )[^\\n]*${question}`)
    },
    {
      status: "waiting",
      reason: "question",
      detail: "asks a question",
      within: 1,
      pattern: new RegExp(question)
    },
    {
      status: "idle",
      detail: "shows its prompt",
      within: 16,
      // Files of the chat stand between the rule and the prompt, what can be completed is below it and indented.
      pattern: /(?:^|\n)(?:─{20,}\n(?:[^\n>]+\n){0,8}?|\^C again to exit\n)(?:[a-z]+ ?)*> ?[^\n]*(?:\n[ ]+[^\n]*)*$/
    },
    {
      status: "running",
      detail: "shows neither prompt nor question",
      within: 16,
      pattern: /(?:^|\n)─{20,}\n(?:[^\n>]+\n){0,8}?(?:[a-z]+ ?)*> ?\S[^\n]*\n/
    }
  ]
}

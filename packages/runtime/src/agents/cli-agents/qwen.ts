/** Qwen Code. */
import type { CliAgent } from "./CliAgent.ts"

const box = "\\n─{20,}\\n[>*!] [^\\n]*(?:\\n[^\\n─][^\\n]*)*\\n─{20,}(?:\\n[^\\n]*){0,2}$"

export const qwen: CliAgent = {
  agent: "qwen",
  program: {
    names: ["qwen"],
    packages: ["@qwen-code/qwen-code"],
    notWith: /^(?:mcp|extensions|auth|hooks|channel|--help|-h|--version|-v|-p|--prompt|--acp)$/
  },
  // Its dialogs were not seen, so nothing is said of them: no rule says that it waits.
  provenance: "observed on 0.15.10 without a model that answers, 2026-11-22",
  screen: [
    {
      status: "running",
      detail: "can be cancelled",
      within: 12,
      pattern: new RegExp(`· esc to cancel\\)(?:\\n[^\\n─][^\\n]*){0,4}${box}`)
    },
    {
      status: "interrupted",
      detail: "shows that it was cancelled",
      within: 12,
      pattern: new RegExp(`(?:^|\\n) +● Request cancelled\\.${box}`)
    },
    {
      status: "error",
      reason: "api-error",
      detail: "shows a failure",
      within: 12,
      pattern: new RegExp(`(?:^|\\n) +✕ \\[API Error: [^\\n]*(?:\\n {4,}[^\\n]*){0,3}${box}`)
    },
    { status: "idle", detail: "shows its prompt box", within: 12, pattern: new RegExp(box) }
  ]
}

/** GitHub Copilot CLI. */
import type { CliAgent } from "./CliAgent.ts"

/** The line of a prompt stands between two rules, the state below it. */
const box = "\\n─{20,}\\n❯[^\\n]*(?:\\n[^\\n─][^\\n]*)*\\n─{20,}\\n"
/** The last thing that it said, with nothing of another turn after it. Where it scrolls, a bar stands at the right. */
const last = (text: string) => new RegExp(`(?:^|\\n) ${text}[^\\n]*(?:\\n(?! [❯●✗] )[^\\n]*){0,12}${box}[^\\n]*$`)

const failures = [
  { reason: "rate-limit", text: "✗ (?:429\\b|[^\\n]*\\brate limit)" },
  { reason: "auth", text: "✗ 40[13]\\b" },
  { reason: "api-error", text: "✗ [45]\\d\\d\\b" }
]

export const copilot: CliAgent = {
  agent: "copilot",
  program: {
    names: ["copilot"],
    packages: ["@github/copilot"],
    // The first row is of another program with this name, for containers.
    notWith:
      /^(?:app|env|svc|job|task|pipeline|init|deploy|secret|storage|run|docs|completion|help|login|logout|mcp|plugin|update|version|--help|-h|--version|-v|--server|--acp|-p|--prompt)$/
  },
  provenance: "observed on 1.0.102 with a model of our own, 2026-11-22",
  topic: /^(.+) - GitHub Copilot$/,
  screen: [
    {
      status: "waiting",
      reason: "permission",
      detail: "asks for permission",
      within: 24,
      pattern: /\n│ Do you (?:want|trust)\b[^\n]*\n(?:│[^\n]*\n)*│ [^\n]*\besc to cancel\b[^\n]*\n╰─+╯$/
    },
    {
      status: "running",
      detail: "can be interrupted",
      within: 12,
      pattern: new RegExp(`${box} *\\S (?:[^\\n]*\\besc interrupt\\b|Cancelling\\b)[^\\n]*$`)
    },
    {
      status: "interrupted",
      detail: "shows that it was cancelled",
      within: 24,
      pattern: last("● Operation cancelled by user")
    },
    ...failures.map(({ reason, text }) => ({
      status: "error" as const,
      reason,
      detail: "shows a failure",
      within: 24,
      pattern: last(text)
    })),
    { status: "idle", detail: "shows its prompt box", within: 12, pattern: new RegExp(`${box}[^\\n]*$`) }
  ]
}

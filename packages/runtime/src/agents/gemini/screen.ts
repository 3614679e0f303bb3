/** What Gemini CLI's screen shows; observed on 0.61.0. */
import type { ScreenRule } from "../screenRules.ts"

export const geminiScreen: ReadonlyArray<ScreenRule> = [
  {
    status: "waiting",
    reason: "permission",
    detail: "asks for permission",
    within: 24,
    pattern:
      /(?:^|\n)│ (?:Allow|Apply|Do you want)\b[^\n]*\?[^\n]*\n(?:│[^\n]*\n)*?│ *(?:● )?1\. [^\n]*\n(?:│[^\n]*\n)*╰─+╯$/
  },
  {
    status: "running",
    detail: "can be cancelled",
    within: 14,
    pattern: /\(esc to cancel\b[^\n]*\)[^\n]*\n─{20,}\n/
  },
  {
    status: "idle",
    detail: "shows its prompt box",
    within: 12,
    pattern: /(?:^|\n)▄{20,}\n ?[>!*][^\n]*\n(?:[^\n▀][^\n]*\n)*▀{20,}(?:\n[^\n╭│╰]*){0,3}$/
  }
]

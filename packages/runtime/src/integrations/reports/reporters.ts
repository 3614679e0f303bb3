/** Every agent whose hooks or plugins are understood: how their words are read, and to whom they may belong. */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import { ampReport } from "./ampReport.ts"
import { claudeCodeReport } from "./claudeCodeReport.ts"
import { codexReport } from "./codexReport.ts"
import { geminiReport } from "./geminiReport.ts"
import type { ReadReport } from "./HookReport.ts"
import { openCodeReport } from "./openCodeReport.ts"
import { piReport } from "./piReport.ts"

export interface Reporter {
  readonly read: ReadReport
  readonly source: Extract<EvidenceSource, "hook" | "plugin">
  /** Its process is the thread's. Codex's hooks may be run by a process that all panes share. */
  readonly ownProcess: boolean
  /** Nothing else may tell that the thread is there. Of other agents the watcher knows which conversations are threads. */
  readonly makesThreads: boolean
}

const hook = { source: "hook", ownProcess: true, makesThreads: false } as const
const plugin = { source: "plugin", ownProcess: true, makesThreads: false } as const

export const reporters: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ["claude-code", { ...hook, read: claudeCodeReport }],
  ["codex", { ...hook, read: codexReport, ownProcess: false }],
  ["gemini", { ...hook, read: geminiReport, makesThreads: true }],
  ["opencode", { ...plugin, read: openCodeReport }],
  ["pi", { ...plugin, read: piReport }],
  ["amp", { ...plugin, read: ampReport, makesThreads: true }]
])

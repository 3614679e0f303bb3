/** Finds Claude Code in panes without a live record: versions before 2.1.139, and dialogs before the first prompt. */
import { Effect } from "effect"
import { statSync } from "node:fs"
import { join } from "node:path"
import { listDirectory } from "../../files/listDirectory.ts"
import type { ProcessInfo } from "../../processes/ProcessInfo.ts"
import type { AgentPane } from "../AgentPane.ts"
import type { ProgramPattern } from "../findAgentProcess.ts"
import { transcriptThread } from "./claudePaths.ts"
import type { LiveRecord } from "./liveRecord.ts"
import { readTitle } from "./title.ts"

/** The native program is called after its version by some installers. */
const ownName = /^(?:claude|\d+\.\d+\.\d+)$/
const script = /(?:^|\/)(?:claude|claude-code\/cli\.[cm]?js)$/

/** Panes worth a question to the process table. */
export const mayRunClaude = (pane: AgentPane): boolean => ownName.test(pane.command) || readTitle(pane.title) !== null

/** What a runtime runs: its first word that is no option. */
const runs = (words: ReadonlyArray<string>): string => words.slice(1).find((word) => !word.startsWith("-")) ?? ""

/** Claude Code itself, or the runtime that its script is run with. */
export const claudeProgram: ProgramPattern = {
  names: /^(?:claude|\d+\.\d+\.\d+|node|bun|MainThread)$/,
  matches: ({ name, words }) => ownName.test(name) || script.test(runs(words))
}

/** A stand-in for the record that such a process does not keep. Its thread is named after the process until it is known. */
export const unrecorded = (info: ProcessInfo, cwd: string | null): LiveRecord => ({
  pid: info.pid,
  threadId: `process-${info.pid}`,
  cwd,
  status: null,
  waitingFor: null,
  statusAt: null,
  startTime: info.startTime,
  startedAt: info.startedAt,
  name: null,
  paneId: null,
  version: null
})

const modifiedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

/** The thread whose transcript was written last since the process began, among those that nobody else has open. */
export const newestThread = Effect.fnUntraced(function* (
  folder: string,
  since: number,
  isTaken: (threadId: string) => boolean
) {
  let newest: { readonly threadId: string; readonly at: number } | null = null
  for (const name of yield* listDirectory(folder)) {
    const threadId = transcriptThread(name)
    if (threadId === null || isTaken(threadId)) continue
    const at = modifiedAt(join(folder, name))
    if (at >= since && at > (newest?.at ?? 0)) newest = { threadId, at }
  }
  return newest?.threadId ?? null
})

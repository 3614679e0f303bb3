/** Which processes are Pi. */
import type { AgentPane } from "../AgentPane.ts"
import type { ProcessLook, ProgramPattern } from "../findAgentProcess.ts"

/** Pi's title: its letter, a name if the thread has one, and the directory. */
const title = /^π - (?:(.+) - )?[^/]*$/

/** The thread's name in a title; null where it has none. */
export const titleName = (text: string): string | null => title.exec(text)?.[1] ?? null

const script = /(?:^|\/)(?:pi|pi-coding-agent\/dist\/cli\.js)$/

const titled: ProgramPattern = {
  names: /^(?:pi|node|bun|MainThread)$/,
  matches: ({ name, words }: ProcessLook) => name === "pi" || words.slice(0, 3).some((word) => script.test(word))
}

const renamed: ProgramPattern = {
  names: /^pi$/,
  matches: () => true,
  executable: /\/(?:node|nodejs|bun)(?: \(deleted\))?$/
}

/**
 * Pi renames its process, so nothing of its path is left to tell it from other programs of that short name: its title must
 * speak for it, or that it is a runtime which calls itself so (an editor keeps the titles of its terminal to itself).
 */
export const programIn = (pane: AgentPane): ProgramPattern => (title.test(pane.title) ? titled : renamed)

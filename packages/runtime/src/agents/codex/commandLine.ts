/** Which Codex processes hold a conversation, and what their words say about it. */
import { isAbsolute, resolve } from "node:path"
import type { ProcessLook, ProgramPattern } from "../findAgentProcess.ts"

/** Servers, settings and helpers: no thread of theirs is a person's. */
const otherCommands = new Set([
  "app",
  "app-server",
  "apply",
  "cloud",
  "completion",
  "debug",
  "doctor",
  "exec-server",
  "execpolicy",
  "features",
  "help",
  "login",
  "logout",
  "mcp",
  "mcp-server",
  "plugin",
  "queue",
  "sandbox",
  "update"
])

const matches = ({ words }: ProcessLook): boolean => {
  const [, first] = words
  if (first !== undefined && otherCommands.has(first)) return false
  return !words.includes("app-server") && !words.includes("mcp-server")
}

/** The native program, also under the name that its release has; npm's shim is a runtime with this among its children. */
export const codexProgram: ProgramPattern = { names: /^codex(?:-(?:x86_64|aarch64|arm64).*)?$/, matches }

const valueOf = (words: ReadonlyArray<string>, short: string, long: string): string | null => {
  for (const [index, word] of words.entries()) {
    if (word === short || word === long) return words[index + 1] ?? null
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1)
  }
  return null
}

/** The directory that its threads begin in: `--cd` goes before the process' own. */
export const threadDirectory = (words: ReadonlyArray<string>, directory: string | null): string | null => {
  const wanted = valueOf(words, "-C", "--cd")
  if (wanted === null) return directory
  return isAbsolute(wanted) ? resolve(wanted) : directory === null ? null : resolve(directory, wanted)
}

/** Whether it takes up a thread that was there before, and which, where its words name it. */
export const resumedThread = (words: ReadonlyArray<string>): { readonly threadId: string | null } | null => {
  const at = words.indexOf("resume")
  if (at < 1) return null
  const id = words.slice(at + 1).find((word) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(word))
  return { threadId: id?.toLowerCase() ?? null }
}

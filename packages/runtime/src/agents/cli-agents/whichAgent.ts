/** Which agent a process is, from its name and its words. Pure. */
import type { ProcessLook, ProgramPattern } from "../findAgentProcess.ts"
import type { CliAgent, CliProgram } from "./CliAgent.ts"

/** Node names its first thread, and that is what the system shows of it. */
const runtime = /^(?:node|nodejs|node-MainThread|MainThread|bun|deno|python\d?(?:\.\d+)?)$/
/** A runtime's own options come before the script. */
const maxOptions = 6

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")

/** A command in a directory for commands, or a file of the package: a directory of that name alone is nothing. */
const isScript = ({ file, module, names, packages = [] }: CliProgram, path: string): boolean => {
  const command = new RegExp(`/(?:bin|\\.bin|shims)/(?:${names.map(escape).join("|")})$`)
  if (command.test(path) || file?.test(path) === true) return true
  if (module !== undefined && path.endsWith(`/site-packages/${module}/__main__.py`)) return true
  return /\.[cm]?js$/.test(path) && packages.some((name) => path.includes(`/node_modules/${name}/`))
}

/** Where the program's own words begin; null where it is another program. */
const ownWordsAt = (program: CliProgram, { name, words }: ProcessLook): number | null => {
  if (!runtime.test(name)) return program.names.includes(name) ? namedAt(program, words) : null
  for (let index = 1; index < Math.min(words.length, maxOptions + 2); index++) {
    const word = words[index] ?? ""
    if (word === "-m" && program.module !== undefined && words[index + 1] === program.module) return index + 2
    if (isScript(program, word)) return index + 1
    if (!word.startsWith("-")) return null
  }
  return null
}

/** A script keeps its interpreter before it among its words, a program stands first. */
const namedAt = ({ names }: CliProgram, words: ReadonlyArray<string>): number => {
  const at = words.slice(0, 3).findIndex((word) => names.includes(word.slice(word.lastIndexOf("/") + 1)))
  return at < 0 ? 1 : at + 1
}

const isConversation = (program: CliProgram, words: ReadonlyArray<string>, from: number): boolean => {
  const first = words[from] ?? ""
  if (program.notWith?.test(first) === true) return false
  return program.onlyWith === undefined || first === "" || program.onlyWith.test(first)
}

/** The agent that this process is; null where it is none of them. */
export const whichAgent = (agents: ReadonlyArray<CliAgent>, look: ProcessLook): CliAgent | null =>
  agents.find(({ program }) => {
    const from = ownWordsAt(program, look)
    return from !== null && isConversation(program, look.words, from)
  }) ?? null

/** The processes that are any of these agents. */
export const programOf = (agents: ReadonlyArray<CliAgent>): ProgramPattern => {
  const names = agents.flatMap(({ program }) => program.names.map(escape))
  return {
    names: new RegExp(`${runtime.source}|^(?:${names.join("|")})$`),
    matches: (look) => whichAgent(agents, look) !== null
  }
}

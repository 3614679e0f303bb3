/** Recognizes an agent's program by the name of its process, or by the script that a runtime runs. Pure. */
import type { ProcessLook, ProgramPattern } from "./findAgentProcess.ts"

export interface NamedProgram {
  /** Names of its process and of its command. */
  readonly names: ReadonlyArray<string>
  /** Its packages of Node's registry, a file of which is the program. */
  readonly packages?: ReadonlyArray<string>
  /** Its module in Python. */
  readonly module?: string
  /** Another file that is the program. */
  readonly file?: RegExp
  /** First words after the program that are not a conversation: servers, settings, or another program of that name. */
  readonly notWith?: RegExp
  /** The only first words that are, where the name is used by other programs, too. */
  readonly onlyWith?: RegExp
}

/** Node names its first thread, and that is what the system shows of it. */
const runtime = /^(?:node|nodejs|node-MainThread|MainThread|bun|deno|python\d?(?:\.\d+)?)$/
/** A runtime's own options come before the script. */
const maxOptions = 6

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")

/** A command in a directory for commands, or a file of the package: a directory of that name alone is nothing. */
const isScript = ({ file, module, names, packages = [] }: NamedProgram, path: string): boolean => {
  const command = /\/(?:bin|\.bin|shims)\/([^/]+)$/.exec(path)?.[1]
  if (command !== undefined && names.includes(command)) return true
  if (file?.test(path) === true) return true
  if (module !== undefined && path.endsWith(`/site-packages/${module}/__main__.py`)) return true
  return /\.[cm]?js$/.test(path) && packages.some((name) => path.includes(`/node_modules/${name}/`))
}

/** A script keeps its interpreter before it among its words, a program stands first. */
const afterName = ({ names }: NamedProgram, words: ReadonlyArray<string>): number => {
  const at = words.slice(0, 3).findIndex((word) => names.includes(word.slice(word.lastIndexOf("/") + 1)))
  return at < 0 ? 1 : at + 1
}

/** Where the program's own words begin; null where it is another program. */
const ownWordsAt = (program: NamedProgram, { name, words }: ProcessLook): number | null => {
  if (!runtime.test(name)) return program.names.includes(name) ? afterName(program, words) : null
  for (let index = 1; index < Math.min(words.length, maxOptions + 2); index++) {
    const word = words[index] ?? ""
    if (word === "-m" && program.module !== undefined && words[index + 1] === program.module) return index + 2
    if (isScript(program, word)) return index + 1
    if (!word.startsWith("-")) return null
  }
  return null
}

/** Whether this process is the program, in a conversation. */
export const isProgram = (program: NamedProgram, look: ProcessLook): boolean => {
  const from = ownWordsAt(program, look)
  if (from === null) return false
  const first = look.words[from] ?? ""
  if (program.notWith?.test(first) === true) return false
  return program.onlyWith === undefined || first === "" || program.onlyWith.test(first)
}

/** The processes that are any of these programs. */
export const programPattern = (programs: ReadonlyArray<NamedProgram>): ProgramPattern => {
  const names = programs.flatMap((program) => program.names.map(escape))
  return {
    names: new RegExp(`${runtime.source}|^(?:${names.join("|")})$`),
    matches: (look) => programs.some((program) => isProgram(program, look))
  }
}

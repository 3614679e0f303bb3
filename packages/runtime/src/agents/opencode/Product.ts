/** What tells OpenCode and the programs that were made from it apart. */
import type { ProcessLook, ProgramPattern } from "../findAgentProcess.ts"

export interface Product {
  readonly agent: string
  /** Name of the program, of its data directory and of its database. */
  readonly name: string
  readonly program: ProgramPattern
  /** The titles that it sets; the group is the thread's, which the home screen has none of. */
  readonly title: RegExp
  /** Variables with the path of the database, absolute or below the data directory. */
  readonly pathVariables: ReadonlyArray<string>
}

/** Servers, settings and helpers: nothing of theirs is a person's screen. */
const otherCommands = new Set(
  (
    "acp agent auth completion config daemon db debug export generate github help import login logout mcp models plugin " +
    "pr providers remote serve session stats uninstall upgrade web"
  ).split(" ")
)

const flags = /^-/

/** Of the releases' files and of a package manager's wrapped one; the system keeps 15 letters of a name. */
const endings = "-(?:linux|darwin|windows)[a-z0-9-]*|-wrap[a-z]*"

/** The program by its own name, or its source in a runtime. */
export const programNamed = (name: string): ProgramPattern => {
  const own = new RegExp(`^\\.?${name}(?:${endings})?$`)
  const source = new RegExp(`/${name}/src/index\\.[jt]s$`)
  const matches = (look: ProcessLook): boolean => {
    const script = own.test(look.name) ? 0 : look.words.findIndex((word) => source.test(word))
    if (script < 0) return false
    const first = look.words.slice(script + 1).find((word) => !flags.test(word))
    return first === undefined || !otherCommands.has(first)
  }
  return { names: new RegExp(`${own.source}|^(?:bun|node)$`), matches }
}

/** The thread that a title names; null where it names none. */
export const titleTopic = (product: Product, title: string): string | null => product.title.exec(title)?.[1] ?? null

/** Whether a title is the program's own, without a thread. At its end the program sets an empty one, which is not. */
export const isHomeTitle = (product: Product, title: string): boolean =>
  product.title.test(title) && titleTopic(product, title) === null

/** Which processes are Amp. */
import type { NamedProgram } from "../namedProgram.ts"

/**
 * An editor for the terminal has this name, too, and is given files; Amp is given options, or a thread to go on with.
 * `-x` runs without a person.
 */
export const ampProgram: NamedProgram = {
  names: ["amp"],
  packages: ["@sourcegraph/amp", "@ampcode/cli"],
  onlyWith: /^(?:threads?|t|-(?!x$|-execute\b|h$|-help$|V$|-version$).*)$/
}

const threadPattern = /^(?:https:\/\/ampcode\.com\/threads\/)?(T-[0-9a-f-]{36})$/i

/** The thread that its words name. */
export const namedThread = (words: ReadonlyArray<string>): string | null => {
  for (const word of words) {
    const found = threadPattern.exec(word)?.[1]
    if (found !== undefined) return found
  }
  return null
}

/** The commands that the documentation tells a reader to type, page by page, in their order. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { installation } from "./scratchWorld.ts"

const blocks = (page: string, language: string): ReadonlyArray<string> =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text)

/** Commands go over several lines where a line ends with a backslash; comments are none. */
const commandsIn = (script: string): ReadonlyArray<string> =>
  script
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => /^[^#\s]/.test(line))

const typedInConsole = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^\$ (.*)$/gm)].map(([, command = ""]) => command)

/** `opensessions doctor` in a sentence; one that is left open with an ellipsis is no command. */
const inProse = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/`((?:[A-Z_]+=\S+ )?(?:\.\/bin\/)?opensessions [a-z][^`…]*)`/g)].map(([, command = ""]) => command)

/** The lines below the comments of a command's examples. */
const examplesIn = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/^ {2}# .*\n {2}(\S.*)$/gm)].map(([, command = ""]) => command)

const isForTmux = (command: string): boolean => /^(bind-key|set|run-shell|source-file) /.test(command)

export interface PageCommands {
  readonly shell: ReadonlyArray<string>
  /** Lines of a `tmux.conf`. */
  readonly tmux: ReadonlyArray<string>
}

/** Of a page by its path in the repository. */
export const commandsOf = (path: string): PageCommands => {
  const page = readFileSync(join(installation, path), "utf8")
  const examples = examplesIn(page)
  const shell = [
    ...blocks(page, "sh").flatMap(commandsIn),
    ...blocks(page, "console").flatMap(typedInConsole),
    ...inProse(page),
    ...examples.filter((example) => !isForTmux(example))
  ]
  return {
    shell: [...new Set(shell)],
    tmux: [...blocks(page, "tmux").flatMap(commandsIn), ...examples.filter(isForTmux)]
  }
}

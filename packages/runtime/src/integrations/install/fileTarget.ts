/** A file that is all ours: a plugin in the directory from which an agent loads what it finds. */
import { Result } from "effect"
import { absent, foreign, installed, outdated, type Target } from "./Target.ts"

const mark = "opensessions integrate"

const isOurs = (text: string): boolean => text.split("\n", 1)[0]?.includes(mark) === true

export const fileTarget = (file: string, agent: string, lines: ReadonlyArray<string>): Target => {
  const header = `// Written by \`${mark} ${agent}\`, taken away by \`${mark} ${agent} --uninstall\`.`
  const content = `${[header, ...lines].join("\n")}\n`
  const wrong = "it is not of opensessions' making"
  return {
    file,
    what: "plugin",
    beside: null,
    standing: (text) => {
      if (text === null) return absent
      if (text === content) return installed
      return isOurs(text) ? outdated : foreign(wrong)
    },
    add: (text) => (text === null ? Result.succeed(content) : Result.fail(wrong)),
    remove: (text) => (isOurs(text) ? null : text)
  }
}

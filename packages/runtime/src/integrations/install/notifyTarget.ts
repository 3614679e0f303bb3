/** Codex's `notify` in `config.toml`: a marked block above everything else, where a key of no table has to stand. */
import { Result } from "effect"
import { absent, foreign, installed, outdated, type Target } from "./Target.ts"
import { tomlStatements } from "./tomlStatements.ts"

const first = "# >>> opensessions: taken out by `opensessions integrate codex --uninstall`"
const last = "# <<< opensessions"
const block = /(?<=^\ufeff?)# >>> opensessions:[^\n]*\n[^]*?^# <<< opensessions[^\n]*(?:\n|$)/m

/** Codex reads both, and complains at every start about hooks in two places. */
export const objectionToHooks = (text: string): string | null =>
  Result.match(tomlStatements(text), {
    onSuccess: (statements) =>
      statements.some(({ key }) => key[0] === "hooks" && key[1] !== undefined && key[1] !== "state")
        ? "config.toml has hooks of its own, and Codex wants all of them in one place"
        : null,
    onFailure: (reason) => `config.toml, ${reason}`
  })

const written = (program: ReadonlyArray<string>, newline: string): string =>
  [first, `notify = ${JSON.stringify(program)}`, last, ""].join(newline)

/** Why it can't be added; null where it can. */
const flaw = (text: string): string | null =>
  Result.match(tomlStatements(text), {
    onSuccess: (statements) =>
      statements.some(({ key }) => key[0] === "notify") ? "it has a notify of its own, which stays as it is" : null,
    onFailure: (reason) => reason
  })

/** A byte order mark has to stay the first. */
const mark = "\ufeff"

const put = (block: string, text: string): string =>
  text.startsWith(mark) ? `${mark}${block}${text.slice(mark.length)}` : `${block}${text}`

const newlineOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n")

export const notifyTarget = (file: string, program: ReadonlyArray<string>): Target => ({
  file,
  what: "notify",
  beside: null,
  standing: (text) => {
    const ours = block.exec(text ?? "")?.[0]
    const wrong = flaw((text ?? "").replace(block, ""))
    if (wrong !== null) return foreign(wrong)
    if (ours === undefined) return absent
    return ours === written(program, newlineOf(text ?? "")) ? installed : outdated
  },
  add: (text) => {
    const wrong = flaw(text ?? "")
    return wrong === null
      ? Result.succeed(put(written(program, newlineOf(text ?? "")), text ?? ""))
      : Result.fail(wrong)
  },
  remove: (text) => {
    const rest = text.replace(block, "")
    return rest === "" && rest !== text ? null : rest
  }
})

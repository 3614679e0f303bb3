/** `keys` of `config.json`: do they name keys and actions, and does every action keep one? */
import { readConfig } from "@opensessions/runtime/config/readConfig"
import { readTextFile } from "@opensessions/runtime/config/TextFile"
import { keymapOf } from "@opensessions/sidebar/keymap"
import { Effect } from "effect"
import { type Check, fine, problem } from "./Check.ts"

/** What the keys in the text of the file are worth; nothing where it has none. Pure. */
export const judgeKeys = (text: string | null): ReadonlyArray<Check> => {
  const keys = text === null ? {} : (readConfig(text).config.keys ?? {})
  const count = Object.keys(keys).length
  if (count === 0) return []
  const { problems } = keymapOf(keys)
  return problems.length === 0
    ? [fine("keys", `${count} of your own`)]
    : problems.map((text) => problem("keys", text.replace(/^keys: /, ""), "mend the line; it is taken up at once"))
}

/** A file that can't be read is told by the check of the file. */
export const checkKeys = (configDirectory: string) =>
  readTextFile(`${configDirectory}/config.json`).pipe(
    Effect.map(judgeKeys),
    Effect.orElseSucceed((): ReadonlyArray<Check> => [])
  )

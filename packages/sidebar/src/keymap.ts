/** The keys that hold: the table's, changed by `keys` of `config.json`, with what is wrong in there. Pure. */
import { Schema } from "effect"
import { Action, type Binding, bindings, type Harm, isKeyName, isPrintable } from "./keys.ts"

export interface Keymap {
  /** In the order of the help, with the keys that hold. */
  readonly bindings: ReadonlyArray<Binding>
  readonly byKey: ReadonlyMap<string, Binding>
  /** What of the user's keys can't be as it is written, each in a sentence. */
  readonly problems: ReadonlyArray<string>
}

const isAction = Schema.is(Action)

/** Other ways to write a key, as tmux and people do. */
const aliases: Readonly<Record<string, string>> = {
  Escape: "Esc",
  Return: "Enter",
  " ": "Space",
  BTab: "S-Tab",
  PPage: "PageUp",
  NPage: "PageDown",
  PgUp: "PageUp",
  PgDn: "PageDown",
  BSpace: "Backspace"
}

const keyNamed = (text: string): string | null => {
  const [, modifiers = "", base = text] = /^((?:[CMS]-)*)(.+)$/su.exec(text) ?? []
  const key = `${modifiers}${aliases[base] ?? base}`
  return isKeyName(key) ? key : null
}

/** The one key that always closes what is open and leads back. */
const fixed = "Esc"

interface Reading {
  /** `null`: the key does nothing. */
  readonly own: ReadonlyMap<string, Action | null>
  readonly problems: ReadonlyArray<string>
}

const readOwn = (config: Readonly<Record<string, string>>): Reading => {
  const own = new Map<string, Action | null>()
  const problems: Array<string> = []
  for (const [text, action] of Object.entries(config)) {
    const key = keyNamed(text)
    if (key === null) problems.push(`"${text}" is no key`)
    else if (key === fixed) problems.push(`"${text}" always closes and can't be another key`)
    else if (action !== "none" && !isAction(action)) problems.push(`"${text}": there is no action "${action}"`)
    else if (own.has(key)) problems.push(`"${text}" is there twice; the first one holds`)
    else own.set(key, action === "none" ? null : (action as Action))
  }
  return { own, problems }
}

/** The key map of a configuration: key → action, `none` for a key that is to do nothing. */
export const keymapOf = (config: Readonly<Record<string, string>>): Keymap => {
  const { own, problems } = readOwn(config)
  const changed = bindings.map((binding): Binding => {
    const mine = [...own].flatMap(([key, action]) => (action === binding.action ? [key] : []))
    const [plain, others] = [mine.filter(isPrintable), mine.filter((key) => !isPrintable(key))]
    // The first one is what hints show.
    const keys = [...new Set([...plain, ...binding.keys.filter((key) => !own.has(key)), ...others])]
    const same = keys.length === binding.keys.length && keys.every((key) => binding.keys.includes(key))
    return same ? binding : { ...binding, keys, help: binding.help === null ? null : { text: binding.help.text } }
  })
  const orphans = changed.flatMap(({ action, keys }) =>
    keys.length === 0 && ![...own.values()].includes(null) ? [`no key is left for \`${action}\``] : []
  )
  return {
    bindings: changed,
    byKey: new Map(changed.flatMap((binding) => binding.keys.map((key) => [key, binding] as const))),
    problems: [...problems, ...orphans].map((problem) => `keys: ${problem}`)
  }
}

/** The keys of the table alone. */
export const defaultKeymap: Keymap = keymapOf({})

const harms: ReadonlyMap<Action, Harm> = new Map(bindings.map(({ action, harm }) => [action, harm]))

/** What an action does at worst, however it is asked for. */
export const harmOf = (action: Action): Harm => harms.get(action) ?? "changes"

/** Keys and what they do, as data: the key map, the guards and the help come from this one table. */
import type { KeyEvent } from "@opentui/core"
import { Schema } from "effect"

/** Everything that a key or a click can ask for. Names as in `keys` of `config.json`. */
export const Action = Schema.Literals([
  "down",
  "up",
  "first",
  "last",
  "page-down",
  "page-up",
  "go",
  "next-session",
  "previous-session",
  "switch-1",
  "switch-2",
  "switch-3",
  "switch-4",
  "switch-5",
  "switch-6",
  "switch-7",
  "switch-8",
  "switch-9",
  "jump",
  "mark-seen",
  "refresh",
  "help",
  "hide-sidebar",
  "quit",
  "confirm",
  "back"
])
export type Action = typeof Action.Type

/**
 * What a key does at worst (S53 to S56). `looks`: moves the cursor. `moves`: takes the client elsewhere, so not as part
 * of typed text. `changes`: ends or changes something, so neither that way nor while the pane is not active.
 */
export type Harm = "looks" | "moves" | "changes"

/** An action with its keys, and what the help says of it. */
export interface Binding {
  readonly action: Action
  readonly keys: ReadonlyArray<string>
  readonly harm: Harm
  /** In the help; null where another line says it. */
  readonly help: { readonly keys: string; readonly text: string } | null
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const switches = digits.map((digit): Binding => ({
  action: `switch-${digit}`,
  keys: [String(digit)],
  harm: "moves",
  help: digit === 1 ? { keys: "1-9", text: "switch to number" } : null
}))

/** The keys of a sidebar, in the order of the help. */
export const bindings: ReadonlyArray<Binding> = [
  { action: "down", keys: ["j", "Down"], harm: "looks", help: { keys: "j ↓", text: "down" } },
  { action: "up", keys: ["k", "Up"], harm: "looks", help: { keys: "k ↑", text: "up" } },
  { action: "first", keys: ["g", "Home"], harm: "looks", help: { keys: "g", text: "first" } },
  { action: "last", keys: ["G", "End"], harm: "looks", help: { keys: "G", text: "last" } },
  { action: "page-up", keys: ["PageUp"], harm: "looks", help: { keys: "PgUp", text: "page up" } },
  { action: "page-down", keys: ["PageDown"], harm: "looks", help: { keys: "PgDn", text: "page down" } },
  { action: "go", keys: ["Enter"], harm: "moves", help: { keys: "⏎", text: "go there" } },
  { action: "next-session", keys: ["Tab"], harm: "moves", help: { keys: "⇥", text: "next session" } },
  { action: "previous-session", keys: ["S-Tab"], harm: "moves", help: { keys: "⇧⇥", text: "previous session" } },
  ...switches,
  { action: "jump", keys: ["!"], harm: "moves", help: { keys: "!", text: "to what waits" } },
  { action: "mark-seen", keys: ["m"], harm: "changes", help: { keys: "m", text: "mark seen" } },
  { action: "refresh", keys: ["r"], harm: "moves", help: { keys: "r", text: "refresh" } },
  { action: "help", keys: ["?"], harm: "looks", help: { keys: "?", text: "this help" } },
  { action: "hide-sidebar", keys: ["q"], harm: "changes", help: { keys: "q", text: "hide sidebar" } },
  { action: "quit", keys: ["Q"], harm: "changes", help: { keys: "Q", text: "quit (asks)" } },
  { action: "back", keys: ["Esc"], harm: "moves", help: { keys: "Esc", text: "close, go back" } }
]

/** What keys mean while a question is open; every other key closes it. */
export const questionBindings: ReadonlyArray<Binding> = [
  { action: "confirm", keys: ["y", "Enter"], harm: "changes", help: null }
]

const byKey = (table: ReadonlyArray<Binding>): ReadonlyMap<string, Binding> =>
  new Map(table.flatMap((binding) => binding.keys.map((key) => [key, binding] as const)))

const listMap = byKey(bindings)
const questionMap = byKey(questionBindings)

const harms: ReadonlyMap<Action, Harm> = new Map(
  [...bindings, ...questionBindings].map((binding) => [binding.action, binding.harm])
)

/** What an action does at worst, however it is asked for. */
export const harmOf = (action: Action): Harm => harms.get(action) ?? "changes"

/** What a key does in the list, and in the help. */
export const bindingOf = (key: string): Binding | undefined => listMap.get(key)

/** What a key does while a question is open. */
export const questionBindingOf = (key: string): Binding | undefined => questionMap.get(key)

const names: Readonly<Record<string, string>> = {
  return: "Enter",
  linefeed: "Enter",
  kpenter: "Enter",
  escape: "Esc",
  tab: "Tab",
  space: "Space",
  backspace: "Backspace",
  delete: "Delete",
  up: "Up",
  down: "Down",
  left: "Left",
  right: "Right",
  home: "Home",
  end: "End",
  pageup: "PageUp",
  pagedown: "PageDown"
}

/** Whether a key's name is a character that a program or a paste would type. */
export const isPrintable = (key: string): boolean => [...key].length === 1 || key === "Space"

/** A key's name: a character as typed (`G`, `?`), or a word with its modifiers (`S-Tab`, `C-c`, `M-Up`). */
export const keyFromEvent = (event: Pick<KeyEvent, "name" | "ctrl" | "meta" | "shift" | "option">): string => {
  const word = names[event.name]
  const single = word === undefined && [...event.name].length === 1
  const base = word ?? (single && event.shift ? event.name.toUpperCase() : event.name)
  const shift = event.shift && !single ? "S-" : ""
  return `${event.ctrl ? "C-" : ""}${event.meta || event.option ? "M-" : ""}${shift}${base}`
}

/** Keys and what they do, as data: the key map, the guards, the help and the reference come from this one table. */
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
  "fold",
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
  "search",
  "filter",
  "sort",
  "agents",
  "list",
  "scope",
  "mark-seen",
  "preview",
  "answer",
  "explain",
  "new",
  "rename",
  "hide",
  "show-hidden",
  "undo",
  "kill",
  "move-up",
  "move-down",
  "open-port",
  "copy",
  "theme",
  "width",
  "detail-higher",
  "detail-lower",
  "refresh",
  "help",
  "hide-sidebar",
  "quit",
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
  /** In the help; null where another line says it. `keys` where they are better told together. */
  readonly help: { readonly keys?: string; readonly text: string } | null
}

const bind = (action: Action, keys: string, harm: Harm, text: string): Binding => ({
  action,
  keys: keys.split(" "),
  harm,
  help: { text }
})

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

const switches = digits.map((digit): Binding => ({
  action: `switch-${digit}`,
  keys: [String(digit)],
  harm: "moves",
  help: digit === 1 ? { keys: "1-9", text: "switch to number" } : null
}))

/** The keys of a sidebar where the user has none of their own, in the order of the help. */
export const bindings: ReadonlyArray<Binding> = [
  bind("down", "j Down", "looks", "down"),
  bind("up", "k Up", "looks", "up"),
  bind("first", "g Home", "looks", "first"),
  bind("last", "G End", "looks", "last"),
  bind("page-up", "PageUp", "looks", "page up"),
  bind("page-down", "PageDown", "looks", "page down"),
  bind("go", "Enter", "moves", "go there"),
  bind("next-session", "Tab", "moves", "next session"),
  bind("previous-session", "S-Tab", "moves", "previous session"),
  ...switches,
  bind("jump", "!", "moves", "to what waits"),
  bind("help", "?", "looks", "this help"),
  bind("search", "/", "changes", "search"),
  bind("filter", "f", "changes", "filter"),
  bind("sort", "s", "changes", "sort"),
  bind("fold", "Space", "changes", "fold group"),
  bind("agents", "l Right", "looks", "to the agents"),
  bind("list", "h Left", "looks", "to the list"),
  bind("scope", "a", "changes", "agents of all"),
  bind("mark-seen", "m", "changes", "mark seen"),
  bind("preview", "p", "changes", "preview agent"),
  bind("answer", "A", "changes", "answer agent"),
  bind("explain", "E", "changes", "explain state"),
  bind("new", "n c", "changes", "new session"),
  bind("rename", "R", "changes", "rename"),
  bind("hide", "d", "changes", "hide session"),
  bind("undo", "z", "changes", "undo hide"),
  bind("show-hidden", "u", "changes", "show hidden"),
  bind("kill", "x", "changes", "kill (asks)"),
  bind("move-up", "M-Up M-k", "changes", "move up"),
  bind("move-down", "M-Down M-j", "changes", "move down"),
  bind("open-port", "o", "changes", "open port"),
  bind("copy", "y", "changes", "copy"),
  bind("theme", "t", "changes", "theme"),
  bind("width", "w", "changes", "width"),
  bind("detail-higher", "+", "changes", "detail higher"),
  bind("detail-lower", "-", "changes", "detail lower"),
  bind("refresh", "r", "moves", "refresh"),
  bind("hide-sidebar", "q", "changes", "hide sidebar"),
  bind("quit", "Q", "changes", "quit (asks)"),
  bind("back", "Esc", "moves", "close, go back")
]

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

const words: ReadonlySet<string> = new Set(Object.values(names))

/** Whether a text names a key as `keyFromEvent` does. */
export const isKeyName = (text: string): boolean => {
  const [, modifiers = "", base = ""] = /^((?:[CMS]-)*)(.+)$/su.exec(text) ?? []
  return words.has(base) || ([...base].length === 1 && base.trim() !== "" && !modifiers.includes("S-"))
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

const signs: ReadonlyArray<readonly [RegExp, string]> = [
  [/C-/u, "^"],
  [/M-/u, "⌥"],
  [/S-/u, "⇧"],
  [/Enter/u, "⏎"],
  [/Tab/u, "⇥"],
  [/Up$/u, "↑"],
  [/PageDown/u, "PgDn"],
  [/Down/u, "↓"],
  [/Left/u, "←"],
  [/Right/u, "→"]
]

/** A key as short as people write it. */
export const signOf = (key: string): string =>
  key === "PageUp" ? "PgUp" : signs.reduce((text, [pattern, sign]) => text.replace(pattern, sign), key)

/** Searching the list: what is typed is what is searched for, at once. */
import { withChoice } from "./list/withChoice.ts"
import type { Model } from "./model.ts"
import type { ModalHarm } from "./modals/Modal.ts"
import { fieldOf, textOf, typed, withTyped } from "./modals/textField.ts"

const leaves = ["Enter", "Esc", "Up", "Down", "Tab", "PageUp", "PageDown"]

/** What a key does at worst while a search is typed. */
export const harmInSearch = (key: string): ModalHarm =>
  key === "Enter" ? "moves" : leaves.includes(key) ? "looks" : typed(fieldOf(""), key) === null ? null : "types"

/** Begins to search, or goes on with the search in force. */
export const searchOpened = (model: Model): Model => ({
  ...withChoice(model, { search: model.choice.search ?? "", thread: null }),
  searching: true
})

/** No search any more, nor its filter. */
export const searchClosed = (model: Model): Model => ({ ...withChoice(model, { search: null }), searching: false })

/** Keys go to the list again; the search stays in force where there is one. */
export const searchKept = (model: Model): Model =>
  (model.choice.search ?? "") === "" ? searchClosed(model) : { ...model, searching: false }

/** The search after a key of its text. */
export const searchTyped = (model: Model, key: string): Model => {
  const field = fieldOf(model.choice.search ?? "")
  return withChoice(model, { search: textOf(typed(field, key) ?? field) })
}

/** The search with pasted text behind it. */
export const searchPasted = (model: Model, text: string): Model =>
  withChoice(model, { search: textOf(withTyped(fieldOf(model.choice.search ?? ""), text)) })

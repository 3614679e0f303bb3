/** A passing word in the footer. */
import type { Action } from "./keys.ts"
import type { Model } from "./model.ts"

/** How long a passing word stays. */
export const noticeMs = 5000

/** The view with a word; a click on it does an action where there is one. */
export const withNotice = (model: Model, text: string, at: number, action?: Action): Model => ({
  ...model,
  notice: { text, until: at + noticeMs, ...(action === undefined ? {} : { action }) }
})

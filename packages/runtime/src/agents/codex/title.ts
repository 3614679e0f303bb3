/** What the title of a pane says when Codex has set it. */

/** `working` while its spinner turns, `asks` when a person has to act. `plain` says nothing: rest, a plan's question, or no Codex at all. */
export type TitleState = "working" | "asks" | "plain"

const spinner = /^[\u2801-\u28ff]\s/u
const asks = /^\[ [!.] \] Action Required\b/

export const readTitle = (title: string): TitleState =>
  asks.test(title) ? "asks" : spinner.test(title) ? "working" : "plain"

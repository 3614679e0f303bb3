/** What an agent asks on its screen, and the screen itself, for a look from the sidebar. */
import { Schema } from "effect"
import { PaneId } from "./Ids.ts"

/** One of the answers that are offered. */
export const PromptChoice = Schema.Struct({
  /** Its name, a key: the one that gives it, as tmux names keys, or its number where the mark has to be moved to it. */
  key: Schema.String,
  label: Schema.String,
  /** The agent's own mark is on it. */
  marked: Schema.Boolean
})
export type PromptChoice = typeof PromptChoice.Type

export const AgentPrompt = Schema.Struct({
  /** The same for the same question with the same answers, wherever the mark is. */
  id: Schema.String,
  /** The question as it stands on the screen. */
  text: Schema.Array(Schema.String),
  /** How an answer is given: by its key, or by arrows that move the mark between rows or columns, and Enter. */
  by: Schema.Literals(["key", "rows", "columns"]),
  choices: Schema.Array(PromptChoice)
})
export type AgentPrompt = typeof AgentPrompt.Type

/** A pane's visible screen. Lines hold colours as SGR sequences, and no other control characters. */
export const PaneScreen = Schema.Struct({
  paneId: PaneId,
  lines: Schema.Array(Schema.String),
  prompt: Schema.NullOr(AgentPrompt)
})
export type PaneScreen = typeof PaneScreen.Type

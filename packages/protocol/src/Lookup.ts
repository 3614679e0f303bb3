/** What a sidebar looks at beyond the state, for as long as a modal shows it. */
import { Schema } from "effect"
import { PaneScreen } from "./AgentPrompt.ts"
import { Explanation } from "./api/Explanation.ts"
import { Directory } from "./Directory.ts"
import { PaneId } from "./Ids.ts"

export const Lookup = Schema.TaggedUnion({
  /** Where a session may be made, the best for what was typed first. */
  Directories: { typed: Schema.String },
  /** Why agents are shown as they are; `target` as for `opensessions explain`. */
  Why: { target: Schema.String },
  /** A pane's screen, again after each change. */
  Screen: { paneId: PaneId }
})
export type Lookup = typeof Lookup.Type

export const LookupAnswer = Schema.TaggedUnion({
  Directories: { directories: Schema.Array(Directory) },
  Why: { threads: Schema.Array(Explanation) },
  Screen: { screen: PaneScreen }
})
export type LookupAnswer = typeof LookupAnswer.Type

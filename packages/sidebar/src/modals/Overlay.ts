/** What lies over the list, and what it remembers while it does. */
import type { PaneScreen } from "@opensessions/protocol/AgentPrompt"
import type { Explanation } from "@opensessions/protocol/api/Explanation"
import type { Command } from "@opensessions/protocol/Command"
import type { Directory } from "@opensessions/protocol/Directory"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import type { TextField } from "./textField.ts"

/** One of a few things to do, with a key of its own. */
export interface PickItem {
  readonly key: string
  readonly label: string
  readonly command: Command
}

/** An agent that a modal is about. */
export interface AgentTarget {
  readonly agent: string
  readonly threadId: string
  readonly paneId: PaneId
  readonly sessionId: SessionId
}

export type Overlay =
  | { readonly _tag: "None" }
  | { readonly _tag: "Help"; readonly top: number }
  | { readonly _tag: "QuitQuestion"; readonly openedAt: number }
  /** It keeps the row that was asked about, whatever is under the cursor by now. */
  | { readonly _tag: "KillQuestion"; readonly openedAt: number; readonly sessionId: SessionId; readonly name: string }
  | { readonly _tag: "Rename"; readonly sessionId: SessionId; readonly name: string; readonly field: TextField }
  | {
      readonly _tag: "NewSession"
      readonly field: TextField
      readonly at: number
      /** Null until the first answer came. */
      readonly found: ReadonlyArray<Directory> | null
      /** What they were found for; what was typed since is still looked for. */
      readonly foundFor: string
    }
  | { readonly _tag: "ThemePicker"; readonly field: TextField; readonly at: number }
  | { readonly _tag: "WidthSlider"; readonly before: number; readonly columns: number }
  | {
      readonly _tag: "Explain"
      readonly target: string
      readonly top: number
      readonly found: ReadonlyArray<Explanation> | null
    }
  /** `left`: columns of the pane that are out of sight at the left. `up`: lines that are out of sight below. */
  | {
      readonly _tag: "Preview"
      readonly target: AgentTarget
      readonly left: number
      readonly up: number
      readonly screen: PaneScreen | null
    }
  | {
      readonly _tag: "Answer"
      readonly target: AgentTarget
      readonly openedAt: number
      readonly screen: PaneScreen | null
    }
  | { readonly _tag: "Pick"; readonly title: string; readonly at: number; readonly items: ReadonlyArray<PickItem> }

/** All but none. */
export type OpenOverlay = Exclude<Overlay, { readonly _tag: "None" }>

/** Nothing lies over the list. */
export const noOverlay: Overlay = { _tag: "None" }

/** Everything that can happen to a client's sidebar. Times are milliseconds since the epoch. */
import type { Command } from "@opensessions/protocol/Command"
import type { Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import type { State } from "@opensessions/protocol/State"
import { Data } from "effect"
import type { ModelPane, ViewOptions } from "./model.ts"
import type { Appearance } from "./themes/ThemeSettings.ts"
import type { Hit } from "./view/Row.ts"

/** What happened. */
export type Message = Data.TaggedEnum<{
  StateChanged: { readonly state: State }
  /** The client looks at another pane, or its pane has another size, or became active or inactive. */
  PaneChanged: { readonly pane: ModelPane; readonly at: number }
  /** The client's terminal says whether it is dark or light. */
  AppearanceTold: { readonly appearance: Appearance }
  OptionsChanged: { readonly options: ViewOptions }
  /** The daemon went away; the next state says that it is back. */
  ConnectionLost: {}
  /** `key` as `keyFromEvent` names it. */
  KeyPressed: { readonly key: string; readonly at: number }
  /** `hit` is what the frame on the screen shows there. */
  MouseDown: { readonly x: number; readonly y: number; readonly hit: Hit | null; readonly at: number }
  /** The mouse moved with the button down. */
  MouseDragged: { readonly x: number; readonly y: number; readonly hit: Hit | null; readonly at: number }
  MouseUp: { readonly x: number; readonly y: number; readonly hit: Hit | null; readonly at: number }
  /** A terminal marked it as a paste. */
  Pasted: { readonly text: string; readonly at: number }
  /** `by` is -1 up, 1 down. */
  Wheel: { readonly by: number; readonly at: number }
  /** The moment that `needsTick` asked for. */
  Ticked: { readonly at: number }
  /** What is looked at, or what it became. */
  Found: { readonly lookup: Lookup; readonly answer: LookupAnswer }
  CommandCompleted: { readonly command: Command; readonly at: number }
  CommandFailed: { readonly command: Command; readonly reason: string; readonly at: number }
}>

/** Constructors and matchers of messages. */
export const Message = Data.taggedEnum<Message>()

/** The single things that can be done about sidebars. `plan` decides which, `carryOut` does them. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Data } from "effect"
import type { Side } from "./arrangement.ts"

/** Where a sidebar is to stand; `beside` is the first or last content pane in tmux's order. */
export interface Place {
  readonly windowId: WindowId
  readonly beside: PaneId
  readonly columns: number
  readonly side: Side
  /** The window's shape now, to know a refusal again. */
  readonly shape: string
  /** The window's layout at the look that the step follows from. */
  readonly layout: string
}

export type Step = Data.TaggedEnum<{
  /** A new sidebar. */
  Spawn: { readonly place: Place }
  /** The window's own sidebar comes back from the stash or from where somebody moved it. */
  Recall: { readonly place: Place; readonly paneId: PaneId }
  /** A displaced or wrongly sized sidebar is put right. */
  Arrange: { readonly place: Place; readonly paneId: PaneId }
  /** Away from the window where it is; it will come back to its home. */
  Stash: {
    readonly windowId: WindowId
    readonly home: WindowId
    readonly paneId: PaneId
    readonly stash: SessionId
  }
  /** Ends a sidebar that no window needs. */
  Reap: { readonly paneId: PaneId }
  /** One of several places of a window in a session. */
  Unlink: { readonly sessionId: SessionId; readonly index: number }
  /** A sidebar's pane that somebody gave another program is theirs now. */
  Release: { readonly paneId: PaneId }
  /** The focus fell on the sidebar because the active pane ended. */
  FocusContent: { readonly windowId: WindowId; readonly paneId: PaneId }
  /** A client leaves a session that ends, or the stash. */
  MoveClient: { readonly client: ClientName; readonly to: SessionId }
  /** A window or pane of the user's leaves the stash. */
  GiveBack: { readonly what: WindowId | PaneId; readonly to: SessionId }
  /** A window without content: its sidebars end, and so does the window. */
  CloseWindow: { readonly windowId: WindowId; readonly sidebars: ReadonlyArray<PaneId> }
  /** A window without content gets a shell instead. */
  GiveShell: { readonly windowId: WindowId; readonly sidebar: PaneId; readonly side: Side }
  /** The user's last session is gone: the stash must not keep the server alive. */
  EndStash: { readonly stash: SessionId }
}>
export const Step = Data.taggedEnum<Step>()

/** The window that a step changes; null for steps that change none of the user's. */
export const windowOfStep = (step: Step): WindowId | null => {
  switch (step._tag) {
    case "Spawn":
    case "Recall":
    case "Arrange":
      return step.place.windowId
    case "Stash":
    case "FocusContent":
    case "CloseWindow":
    case "GiveShell":
      return step.windowId
    case "Reap":
    case "Release":
    case "Unlink":
    case "MoveClient":
    case "GiveBack":
    case "EndStash":
      return null
  }
}

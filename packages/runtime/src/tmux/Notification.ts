/** What reaches us from tmux without having been asked for, and, in their true order among it, the answers that were. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Data } from "effect"

/** The words that a key binding or hook rang with, in order. */
export type Ring = ReadonlyArray<string>

/** What tmux says to one command: its output lines, or with `ok: false` the lines of its error. */
export interface Answer {
  readonly ok: boolean
  readonly lines: ReadonlyArray<string>
}

/** `ours` tells a window that is linked into our own session `_os_stash`. */
export type Notification = Data.TaggedEnum<{
  readonly SessionsChanged: {}
  readonly SessionRenamed: { readonly sessionId: SessionId; readonly name: string }
  readonly SessionWindowChanged: { readonly sessionId: SessionId; readonly windowId: WindowId }
  /** A client went to a session; `client` is null for our own. */
  readonly ClientSessionChanged: {
    readonly client: ClientName | null
    readonly sessionId: SessionId
    readonly name: string
  }
  readonly ClientDetached: { readonly client: ClientName }
  readonly WindowAdded: { readonly windowId: WindowId; readonly ours: boolean }
  readonly WindowClosed: { readonly windowId: WindowId; readonly ours: boolean }
  readonly WindowRenamed: { readonly windowId: WindowId; readonly name: string; readonly ours: boolean }
  readonly WindowPaneChanged: { readonly windowId: WindowId; readonly paneId: PaneId }
  readonly LayoutChanged: { readonly windowId: WindowId }
  readonly PaneModeChanged: { readonly paneId: PaneId }
  readonly Output: { readonly paneId: PaneId; readonly text: string }
  readonly Message: { readonly text: string }
  /** A notification that we have no use for, e.g. `paste-buffer-changed`. */
  readonly Other: { readonly keyword: string; readonly rest: string }
  readonly Exited: { readonly reason: string }
  /** A key binding or hook rang; `lost` says that some rings before it did not fit. */
  readonly Rang: { readonly ring: Ring; readonly lost: boolean }
  /** The answers to what was asked with this token. */
  readonly Answered: { readonly token: number; readonly answers: ReadonlyArray<Answer> }
  /** A new connection stands; whatever happened since the last one broke is unknown. */
  readonly Reconnected: {}
}>

/** Constructors, guards and `$match` of `Notification`. */
export const Notification = Data.taggedEnum<Notification>()

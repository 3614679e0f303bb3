/** The sidebar panes of this tmux server: where there are some, how wide they are, and which of them a client sees. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { Origin } from "@opensessions/protocol/Command"
import { Context, type Effect, type Stream } from "effect"
import type { TmuxError } from "../tmux/Tmux.ts"

/** A sidebar pane in a window that a client looks at. */
export interface SeenSidebar {
  readonly paneId: PaneId
  readonly tty: string
  readonly width: number
  readonly height: number
  readonly windowId: WindowId
  /** The session and client whose view the pane shows: the most recently active client of this window. */
  readonly sessionId: SessionId
  readonly client: ClientName
  /** It is the active pane of its window, so keys arrive on purpose (S53, S54). */
  readonly active: boolean
}

export class Sidebars extends Context.Service<
  Sidebars,
  {
    readonly visible: Effect.Effect<boolean>
    /** One sidebar in every window of every visited session, the origin's window first. */
    show(origin: Origin): Effect.Effect<void, TmuxError>
    /** All into `_os_stash`, with their last frame. */
    readonly hide: Effect.Effect<void, TmuxError>
    /** Shows where needed and makes the sidebar of the origin's window its active pane. */
    reveal(origin: Origin, focus: boolean): Effect.Effect<void, TmuxError>
    /** The content pane that was active last becomes active again. */
    focusContent(origin: Origin): Effect.Effect<void, TmuxError>
    /** Sets the width of all sidebars, in columns. */
    setWidth(columns: number): Effect.Effect<void, TmuxError>
    /** The sidebars that clients see now; the current ones first, then each change, newest wins. */
    readonly seen: Stream.Stream<ReadonlyArray<SeenSidebar>>
    /** Ends all sidebar panes and the stash (quit, uninstall). */
    readonly remove: Effect.Effect<void, TmuxError>
  }
>()("@opensessions/runtime/sidebars/Sidebars") {}

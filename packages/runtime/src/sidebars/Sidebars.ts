/** The sidebar panes of this tmux server: where there are some, how wide they are, and which of them a client sees. */
import type { Origin } from "@opensessions/protocol/Command"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Context, Effect, Layer, type Stream } from "effect"
import type { TmuxError } from "../tmux/Tmux.ts"
import { makeSidebars } from "./makeSidebars.ts"
import type { Arrival } from "./prepareWindow.ts"
import type { SeenSidebar } from "./seenSidebars.ts"

export type { Arrival } from "./prepareWindow.ts"
export type { SeenSidebar } from "./seenSidebars.ts"

export class Sidebars extends Context.Service<
  Sidebars,
  {
    readonly visible: Effect.Effect<boolean>
    /** Whether sidebars are shown, first as it is now, then each change. The end of the daemon is none. */
    readonly visibleChanges: Stream.Stream<boolean>
    /** One sidebar in every window of every visited session, the origin's window first; returns when those in view are there. */
    show(origin: Origin): Effect.Effect<void, TmuxError>
    /** All into `_os_stash`, with their last frame; returns when those in view are gone. */
    readonly hide: Effect.Effect<void, TmuxError>
    /** A sidebar in the origin's window: hides all; else shows all (S13). Where none can be, hides if any are shown. */
    toggle(origin: Origin): Effect.Effect<void, TmuxError>
    /** Shows where needed and makes the sidebar of the origin's window its active pane; false where it can have none. */
    reveal(origin: Origin, focus: boolean): Effect.Effect<boolean, TmuxError>
    /** The content pane that was active last becomes active again. */
    focusContent(origin: Origin): Effect.Effect<void, TmuxError>
    /** The content panes of the origin's window side by side, all of one width; false where they have no room. */
    evenHorizontal(origin: Origin): Effect.Effect<boolean, TmuxError>
    /**
     * Makes a window of a session ready for a client that is about to come. Gives the pane to select in the same write
     * as the switch; null where the focus is right already.
     */
    prepare(arrival: Arrival): Effect.Effect<PaneId | null, TmuxError>
    /** Sets the width of all sidebars, in columns. */
    setWidth(columns: number): Effect.Effect<void, TmuxError>
    /** The sidebars that clients see now; the current ones first, then each change, newest wins. */
    readonly seen: Stream.Stream<ReadonlyArray<SeenSidebar>>
    /** A sidebar's terminal hung up: somebody may have given the pane another program, of which tmux tells nothing. */
    readonly lookAgain: Effect.Effect<void>
    /** Ends all sidebar panes (quit, uninstall). The stash ends as soon as our own client leaves it. */
    readonly remove: Effect.Effect<void, TmuxError>
  }
>()("@opensessions/runtime/sidebars/Sidebars") {
  /** Adopts the sidebars of an earlier daemon. `sidebarFeed` gives it the width; build the store with its settings and memory first. */
  static readonly layer = Layer.effect(Sidebars, Effect.map(makeSidebars, Sidebars.of))
}

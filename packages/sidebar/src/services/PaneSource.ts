/** The panes that a sidebar is to be drawn in: those that some client sees. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Context, type Effect, type Stream } from "effect"

export interface SeenPane {
  readonly paneId: PaneId
  /** The device that is drawn on and read from. */
  readonly tty: string
  /** Columns and rows as the multiplexer knows them, never as the tty says. */
  readonly width: number
  readonly height: number
  readonly windowId: WindowId
  readonly sessionId: SessionId
  /** The client whose cursor, scroll and modal the pane shows. */
  readonly client: ClientName
  /** Its window's active pane: keys arrive on purpose. */
  readonly active: boolean
  /** What it shows may be a link of the terminal's own (OSC 8). */
  readonly links?: boolean
  /** How many colours the client's terminal has, where they are fewer than 256. */
  readonly colours?: number
}

export class PaneSource extends Context.Service<
  PaneSource,
  {
    /** The panes seen now first, then each change; newest wins. */
    readonly seen: Stream.Stream<ReadonlyArray<SeenPane>>
    /** A terminal hung up: its pane may have another one by now, or another program. */
    readonly lookAgain: Effect.Effect<void>
  }
>()("@opensessions/sidebar/services/PaneSource") {}

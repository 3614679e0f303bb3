/** What keys, mouse, HTTP, CLI and key bindings ask the daemon to do. */
import { Schema } from "effect"
import { ClientName, PaneId, SessionId, WindowId } from "./Ids.ts"
import { SessionFilter, SessionSort } from "./State.ts"

/**
 * Where a command was given: the client, window and pane where the key was pressed are the ones acted on (S59).
 * Null where it is not known; the most recently active client is taken then.
 */
export const Origin = Schema.Struct({
  client: Schema.NullOr(ClientName),
  windowId: Schema.NullOr(WindowId),
  paneId: Schema.NullOr(PaneId)
})
export type Origin = typeof Origin.Type

export const noOrigin: Origin = { client: null, windowId: null, paneId: null }

/** Where the focus lands after a switch: on the content pane, or on the sidebar for further browsing. */
export const Landing = Schema.Literals(["content", "sidebar"])
export type Landing = typeof Landing.Type

/** The widest and narrowest sidebar, in columns. */
export const sidebarColumns = { least: 20, most: 80 } as const

/** The highest and lowest detail panel, in rows. */
export const detailRows = { least: 4, most: 60 } as const

const between = ({ least, most }: { readonly least: number; readonly most: number }) =>
  Schema.Int.check(Schema.isBetween({ minimum: least, maximum: most }))

export const Command = Schema.TaggedUnion({
  /** Any sidebar in the origin's window: hide all; else show all (S13). */
  ToggleSidebar: { origin: Origin },
  /** Shows the sidebar where it is hidden and focuses the one of the origin's window; never hides (S12). */
  RevealSidebar: { origin: Origin, focus: Schema.Boolean },
  HideSidebar: { origin: Origin },
  /** The content panes of the origin's window side by side, all of one width; the sidebar stays as it is. */
  EvenHorizontal: { origin: Origin },
  /** Focus goes back to the content pane of the origin's window. */
  FocusContent: { origin: Origin },
  SwitchToSession: { origin: Origin, sessionId: SessionId, landing: Landing },
  /** `index` as shown, from 1. */
  SwitchToIndex: { origin: Origin, index: Schema.Int, landing: Landing },
  /** The next (1) or previous (-1) shown session after the client's own; clamps at the ends. */
  SwitchRelative: { origin: Origin, by: Schema.Literals([1, -1]), landing: Landing },
  FocusPane: { origin: Origin, paneId: PaneId },
  /** To the thread that needs a person most: waiting first, longest waiting first. */
  JumpToAttention: { origin: Origin },
  MarkSeen: { sessionId: SessionId, threadId: Schema.NullOr(Schema.String) },
  /** Makes a session in a directory and takes the client there; to one of that name and directory, where there is one. */
  NewSession: { origin: Origin, directory: Schema.String, name: Schema.NullOr(Schema.String) },
  RenameSession: { sessionId: SessionId, name: Schema.String },
  /** Ends a session. Clients that are in it go to the neighbour in displayed order first. */
  KillSession: { sessionId: SessionId },
  HideSession: { sessionId: SessionId, hidden: Schema.Boolean },
  /** Shows all hidden sessions again. */
  ShowHidden: {},
  /** Moves a session by so many shown places in the user's own order. */
  MoveSession: { sessionId: SessionId, by: Schema.Int },
  /** Places a session before another one in the user's own order; null: behind all. */
  PlaceSession: { sessionId: SessionId, before: Schema.NullOr(SessionId) },
  /** Remembers a group as folded or not, for clients to come; `group` as in the state's sessions. */
  FoldGroup: { group: Schema.String, folded: Schema.Boolean },
  /** `of`: for all terminals (`theme`), or for those that say that they are dark, or light. */
  SetTheme: { theme: Schema.String, of: Schema.Literals(["theme", "darkTheme", "lightTheme"]) },
  SetWidth: { columns: between(sidebarColumns) },
  SetDetailHeight: { rows: between(detailRows) },
  SetFilter: { filter: SessionFilter },
  SetSort: { sort: SessionSort },
  SetScope: { scope: Schema.Literals(["current", "all"]) },
  /**
   * Presses the key of a choice in an agent's pane. `prompt` identifies what was asked when the person chose: it is
   * sent only while the pane shows just that.
   */
  AnswerAgent: { paneId: PaneId, prompt: Schema.String, choice: Schema.String },
  /** Puts text into tmux's buffer, and into the clipboard of the origin's terminal. */
  Copy: { origin: Origin, text: Schema.String },
  /** Opens a port of this machine in the browser. */
  OpenPort: { port: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 65_535 })) },
  Refresh: { origin: Origin },
  Quit: { origin: Origin }
})
export type Command = typeof Command.Type

/** A command that could not be done, with a sentence for the person who gave it. */
export class CommandRefused extends Schema.TaggedError<CommandRefused>()("CommandRefused", {
  reason: Schema.String
}) {
  override get message(): string {
    return this.reason
  }
}

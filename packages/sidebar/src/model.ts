/** What one client's sidebar shows, besides the state that all share. */
import type { Command, Origin } from "@opensessions/protocol/Command"
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session, State } from "@opensessions/protocol/State"
import type { Action } from "./keys.ts"
import { defaultKeymap, type Keymap } from "./keymap.ts"
import type { Entry } from "./list/Entry.ts"
import { type ListChoice, noChoice } from "./list/ListChoice.ts"
import { noOverlay, type Overlay } from "./modals/Overlay.ts"
import type { SeenPane } from "./services/PaneSource.ts"
import { type Appearance, noThemeSettings, type ThemeSettings } from "./themes/ThemeSettings.ts"
import type { Density } from "./view/density.ts"
import type { Hit } from "./view/Row.ts"

/** A passing word in the footer. */
export interface Notice {
  readonly text: string
  readonly until: number
  /** What a click on it does. */
  readonly action?: Action
}

/** What was pressed: a key of the list by what it means, or a key of what is open; or what a double click leaves. */
export type Pressed =
  | { readonly _tag: "Action"; readonly action: Action }
  | { readonly _tag: "Key"; readonly key: string }
  | { readonly _tag: "HandBack" }

/** What waits: for the keys that would show it to be typed text, or for the pane to become active. */
export interface Held {
  readonly what: Pressed
  readonly at: number
  /** When it happens unless something speaks against it; null while the pane is not active. */
  readonly due: number | null
}

/** Where the mouse button went down, and on what (S98). */
export interface Press {
  readonly y: number
  readonly hit: Hit | null
  /** So soon after another one that tmux takes both for a double click. */
  readonly again: boolean
  /** It moved since, with the button down. */
  readonly dragged: boolean
}

/** Whose agents the detail tells of. */
export type AgentScope = "current" | "all"

/** What the user's settings say about the view. */
export interface ViewOptions {
  readonly density: Density | "auto"
  readonly spinner: boolean
  /** Lines of the detail, where the pane is high enough for them. */
  readonly detailLines: number
  /** Whose agents the detail tells of: those of the cursor's session, or everybody's. */
  readonly scope: AgentScope
  readonly themes: ThemeSettings
  /** The user's home, which directories are shown relative to; empty where it is not known. */
  readonly home: string
  readonly keymap: Keymap
}

/** What holds where the user has set nothing. */
export const defaultOptions: ViewOptions = {
  density: "auto",
  spinner: true,
  detailLines: 10,
  scope: "current",
  themes: noThemeSettings,
  home: "",
  keymap: defaultKeymap
}

/** The pane that a client's sidebar is drawn in now. */
export type ModelPane = Omit<SeenPane, "tty">

/** One client's view. It follows the client from pane to pane. */
export interface Model {
  readonly pane: ModelPane
  readonly options: ViewOptions
  /** Null until the first state came. */
  readonly state: State | null
  /** False while the daemon that sends states is away. */
  readonly connected: boolean
  readonly choice: ListChoice
  /** What has a row, from top to bottom: sessions, and the heads of groups. */
  readonly entries: ReadonlyArray<Entry>
  /** The sessions among `entries`. */
  readonly shown: ReadonlyArray<Session>
  /** The session that keys act on; null on the head of a group. It is an id, so that it stays when rows move. */
  readonly cursor: SessionId | null
  /** The group whose head is under the cursor. */
  readonly cursorGroup: string | null
  /** The first entry in sight, as a position in `entries`. */
  readonly top: number
  readonly density: Density
  /** The session this client is on its way to. */
  readonly pending: SessionId | null
  readonly overlay: Overlay
  readonly notice: Notice | null
  readonly held: Held | null
  /** When a printable key that does not just move the cursor came last. */
  readonly typedAt: number
  readonly press: Press | null
  /** When the mouse button went down last. */
  readonly pressedAt: number
  /** Keys go into the search. */
  readonly searching: boolean
  /** The session that was hidden last, for a while. */
  readonly undo: SessionId | null
  /** The theme that is tried out in the picker, by name; goes before every other. */
  readonly previewTheme: string | null
  /** What the client's terminal says of itself; null until it does. */
  readonly appearance: Appearance | null
}

/** A view, and what the daemon is asked to do. */
export type Outcome = readonly [Model, ReadonlyArray<Command>]

/** A client's view before anything is known but its pane. */
export const initialModel = (pane: ModelPane, options: ViewOptions = defaultOptions): Model => ({
  pane,
  options,
  state: null,
  connected: true,
  choice: noChoice,
  entries: [],
  shown: [],
  cursor: null,
  cursorGroup: null,
  top: 0,
  density: options.density === "auto" ? "comfortable" : options.density,
  pending: null,
  overlay: noOverlay,
  notice: null,
  held: null,
  typedAt: Number.NEGATIVE_INFINITY,
  press: null,
  pressedAt: Number.NEGATIVE_INFINITY,
  searching: false,
  undo: null,
  previewTheme: null,
  appearance: null
})

/** Where this client's commands come from (S59). */
export const originOf = (model: Model): Origin => ({
  client: model.pane.client,
  windowId: model.pane.windowId,
  paneId: model.pane.paneId
})

/** The position of a session among the shown ones, -1 where it is not. */
export const positionOf = (model: Model, id: SessionId | null): number =>
  id === null ? -1 : model.shown.findIndex((session) => session.id === id)

/** The session under the cursor. */
export const cursorSession = (model: Model): Session | undefined => model.shown[positionOf(model, model.cursor)]

/** Small topologies with geometry, from a few words. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import {
  stashName,
  type TmuxClient,
  type TmuxPane,
  type TmuxSession,
  type TmuxWindow,
  type Topology
} from "../../../src/tmux/Topology.ts"

export interface WindowShape {
  readonly width?: number
  readonly height?: number
  readonly zoomed?: boolean
  /** The first content pane where it is not given. */
  readonly active?: string
  readonly name?: string
  /** Panes from left to right; `S%9` is a sidebar of 26 columns (`S%9:40` of 40), `X%3` is dead, the others share the rest. */
  readonly panes: ReadonlyArray<string>
}

export interface WorldShape {
  /** Session id → window ids, the first one current. `$0` is the stash. */
  readonly sessions: Readonly<Record<string, ReadonlyArray<string>>>
  readonly windows: Readonly<Record<string, WindowShape>>
  /** Client → its session; `!` before the name is a control client, `r:` a read-only one. Later ones were active later. */
  readonly clients?: Readonly<Record<string, string>>
}

const paneOf = (words: string) => {
  const [, mark = "", id = "", columns] = /^([SX]?)(%\d+)(?::(\d+))?$/.exec(words) ?? []
  return { id: id as PaneId, sidebar: mark === "S", dead: mark === "X", columns: Number(columns ?? 26) }
}

const windowOf = (id: WindowId, shape: WindowShape): readonly [TmuxWindow, ReadonlyArray<TmuxPane>] => {
  const { width = 120, height = 40 } = shape
  const panes = shape.panes.map(paneOf)
  const fixed = panes.filter(({ sidebar }) => sidebar).reduce((sum, { columns }) => sum + columns, 0)
  const content = panes.filter(({ sidebar }) => !sidebar)
  const room = width - fixed - (panes.length - 1)
  let left = 0
  const placed = panes.map((pane): TmuxPane => {
    const alone = panes.length === 1
    const own = alone ? width : pane.sidebar ? pane.columns : Math.floor(room / content.length)
    const last = pane === panes.at(-1)
    const columns = last ? width - left : own
    const box = { width: columns, height, left, top: 0 }
    left += columns + 1
    const { id: paneId, sidebar, dead } = pane
    return {
      id: paneId,
      windowId: id,
      pid: 1,
      tty: `/dev/pts/${paneId.slice(1)}`,
      title: "",
      command: "sh",
      path: "/",
      dead,
      ...box,
      sidebar,
      floating: false
    }
  })
  const active = (shape.active ?? content[0]?.id ?? panes[0]?.id ?? null) as PaneId | null
  const { zoomed = false, name = "sh" } = shape
  return [{ id, name, width, height, zoomed, activePane: active, layout: "", panes: panes.map((p) => p.id) }, placed]
}

const clientOf = (words: string, session: string, activityAt: number): TmuxClient => {
  const controlMode = words.startsWith("!")
  const readOnly = words.startsWith("r:")
  const name = words.replace(/^!|^r:/, "") as ClientName
  const common = { pid: 1, width: 120, height: 41, focused: true, terminal: "xterm" }
  return {
    ...common,
    name,
    tty: controlMode ? "" : name,
    sessionId: session as SessionId,
    controlMode,
    readOnly,
    activityAt
  }
}

/** The topology of this shape. */
export const world = ({ sessions, windows, clients = {} }: WorldShape): Topology => {
  const built = Object.entries(windows).map(([id, shape]) => windowOf(id as WindowId, shape))
  const session = ([id, ids]: readonly [string, ReadonlyArray<string>]): TmuxSession => ({
    id: id as SessionId,
    name: id === "$0" ? stashName : `session ${id.slice(1)}`,
    createdAt: Number(id.slice(1)),
    path: "/",
    group: null,
    windows: ids.map((windowId, index) => ({ windowId: windowId as WindowId, index })),
    currentWindow: (ids[0] ?? null) as WindowId | null
  })
  return {
    sessions: new Map(Object.entries(sessions).map((entry) => [entry[0] as SessionId, session(entry)])),
    windows: new Map(built.map(([window]) => [window.id, window])),
    panes: new Map(built.flatMap(([, panes]) => panes.map((pane) => [pane.id, pane] as const))),
    clients: new Map(
      Object.entries(clients).map(([words, id], i) => {
        const client = clientOf(words, id, i + 1)
        return [client.name, client] as const
      })
    )
  }
}

/** The stash with nothing but its doorbell window. */
export const emptyStash = { $0: ["@90"] }
export const bell = { "@90": { panes: ["%90"], name: "ring" } }

/** Small topologies for tests, from a few words. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import type { TmuxClient, TmuxPane, TmuxSession, TmuxWindow, Topology } from "../../src/tmux/Topology.ts"

export interface PaneSpec {
  readonly id: string
  readonly pid?: number
  readonly path?: string
  readonly sidebar?: boolean
}

export interface SessionSpec {
  readonly id: string
  readonly name: string
  readonly path?: string
  readonly createdAt?: number
  /** Window id → its panes; the first window is current, the first pane active. */
  readonly windows: Readonly<Record<string, ReadonlyArray<PaneSpec>>>
}

export interface ClientSpec {
  readonly name: string
  readonly session: string
  readonly focused?: boolean
  readonly controlMode?: boolean
}

const pane = (windowId: WindowId, spec: PaneSpec): TmuxPane => ({
  id: spec.id as PaneId,
  windowId,
  pid: spec.pid ?? 1000 + Number(spec.id.slice(1)),
  tty: `/dev/pts/${spec.id.slice(1)}`,
  title: "",
  command: "sh",
  path: spec.path ?? "/",
  dead: false,
  floating: false,
  width: 80,
  height: 24,
  left: 0,
  top: 0,
  sidebar: spec.sidebar ?? false
})

export const topology = (sessions: ReadonlyArray<SessionSpec>, clients: ReadonlyArray<ClientSpec> = []): Topology => {
  const windows = new Map<WindowId, TmuxWindow>()
  const panes = new Map<PaneId, TmuxPane>()
  const all = new Map<SessionId, TmuxSession>()
  for (const spec of sessions) {
    const ids = Object.keys(spec.windows) as Array<WindowId>
    for (const id of ids) {
      const members = (spec.windows[id] ?? []).map((p) => pane(id, p))
      for (const member of members) panes.set(member.id, member)
      windows.set(id, {
        id,
        name: "w",
        width: 80,
        height: 24,
        zoomed: false,
        layout: "",
        activePane: members[0]?.id ?? null,
        panes: members.map((p) => p.id)
      })
    }
    const id = spec.id as SessionId
    all.set(id, {
      id,
      name: spec.name,
      createdAt: spec.createdAt ?? 1,
      path: spec.path ?? "/",
      group: null,
      windows: ids.map((windowId, index) => ({ windowId, index })),
      currentWindow: ids[0] ?? null
    })
  }
  return {
    sessions: all,
    windows,
    panes,
    clients: new Map(
      clients.map((c): [ClientName, TmuxClient] => [
        c.name as ClientName,
        {
          name: c.name as ClientName,
          tty: c.name,
          pid: 1,
          sessionId: c.session as SessionId,
          width: 80,
          height: 24,
          controlMode: c.controlMode ?? false,
          readOnly: false,
          focused: c.focused ?? true,
          activityAt: 0,
          terminal: "xterm"
        }
      ])
    )
  }
}

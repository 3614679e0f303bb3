/** Which pane a port belongs to: the one that has the listening process among its descendants. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { ListeningPort } from "@opensessions/protocol/State"

export interface PortOwner {
  readonly pid: number
  readonly port: number
}

/** The nearest pane at or above a process. Remembers what it found out, so a whole tree costs one walk. */
export const paneFinder = (
  panePids: ReadonlyMap<PaneId, number>,
  parents: ReadonlyMap<number, number>
): ((pid: number) => PaneId | null) => {
  const known = new Map<number, PaneId | null>([...panePids].map(([paneId, pid]) => [pid, paneId]))
  return (pid) => {
    const path: Array<number> = []
    let current: number | undefined = pid
    while (current !== undefined && current > 0 && !known.has(current) && path.length < 1_000) {
      path.push(current)
      current = parents.get(current)
    }
    const pane = (current !== undefined && known.get(current)) || null
    for (const one of path) known.set(one, pane)
    return pane
  }
}

/** Each port once a pane, with the oldest process (lowest pid) that listens on it: servers fork workers. */
export const portsOfPanes = (
  owners: ReadonlyArray<PortOwner>,
  paneOf: (pid: number) => PaneId | null
): ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>> => {
  const panes = new Map<PaneId, Map<number, number>>()
  for (const { pid, port } of owners) {
    const paneId = paneOf(pid)
    if (paneId === null) continue
    const ports = panes.get(paneId) ?? new Map<number, number>()
    ports.set(port, Math.min(pid, ports.get(port) ?? pid))
    panes.set(paneId, ports)
  }
  return new Map(
    [...panes].map(([paneId, ports]) => [
      paneId,
      [...ports].map(([port, pid]) => ({ port, pid, paneId })).sort((one, other) => one.port - other.port)
    ])
  )
}

/** Listening ports from `/proc`, without a process. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { ListeningPort } from "@opensessions/protocol/State"
import { Effect } from "effect"
import { readdirSync, readFileSync, readlinkSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { paneInEnvironment, parentInStat, parseListening, socketInode } from "./parseProcNet.ts"
import { paneFinder, type PortOwner, portsOfPanes } from "./portsOfPanes.ts"

const read = (path: string): string => {
  try {
    return readFileSync(path, "latin1")
  } catch {
    return ""
  }
}

const list = (path: string): ReadonlyArray<string> => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

const link = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ""
  }
}

/** Small synchronous reads are several times cheaper here than asynchronous ones; after this time others get a turn. */
const sliceMillis = 1

/** Visits in order, until `done`. */
const inSlices = <A>(all: ReadonlyArray<A>, visit: (one: A) => void, done: () => boolean = () => false) =>
  Effect.gen(function* () {
    let begin = performance.now()
    for (const one of all) {
      if (done()) return
      visit(one)
      if (performance.now() - begin < sliceMillis) continue
      yield* Effect.yieldNow
      begin = performance.now()
    }
  })

/** Each of the two tables takes the kernel about 4 ms, so they are read by other threads. */
const listeningSockets = async (uid: number | null): Promise<ReadonlyMap<number, number>> => {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map((path) => readFile(path, "latin1").catch(() => ""))
  return new Map((await Promise.all(tables)).flatMap((table) => [...parseListening(table, uid)]))
}

/** A server that left its pane's tree is known by the pane in its environment (S80). `socket` is the tmux server's. */
export const linuxPorts = Effect.fnUntraced(function* (panePids: ReadonlyMap<PaneId, number>, socket: string | null) {
  const none: ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>> = new Map()
  // Root sees the sockets of everybody, and may run servers under other users.
  const uid = process.getuid?.() ?? 0
  const sockets = yield* Effect.promise(() => listeningSockets(uid === 0 ? null : uid))
  if (sockets.size === 0 || panePids.size === 0) return none

  const pids = list("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((one, other) => one - other)
  const parents = new Map<number, number>()
  yield* inSlices(pids, (pid) => {
    const parent = parentInStat(read(`/proc/${pid}/stat`))
    if (parent !== null) parents.set(pid, parent)
  })
  const inTree = paneFinder(panePids, parents)

  const owners: Array<PortOwner> = []
  const unowned = new Set(sockets.keys())
  const collect = (pid: number) => {
    if (pid === process.pid) return
    for (const descriptor of list(`/proc/${pid}/fd`)) {
      const inode = socketInode(link(`/proc/${pid}/fd/${descriptor}`))
      const port = inode === null ? undefined : sockets.get(inode)
      if (port === undefined) continue
      owners.push({ pid, port })
      unowned.delete(inode!)
    }
  }
  const found = () => unowned.size === 0
  yield* inSlices(
    pids.filter((pid) => inTree(pid) !== null),
    collect,
    found
  )

  const started = new Map<number, PaneId>()
  if (unowned.size > 0 && socket !== null) {
    const others = pids.filter((pid) => inTree(pid) === null)
    yield* inSlices(others, (pid) => {
      const paneId = paneInEnvironment(read(`/proc/${pid}/environ`), socket) as PaneId | null
      if (paneId !== null && panePids.has(paneId)) started.set(pid, paneId)
    })
    yield* inSlices([...started.keys()], collect, found)
  }
  return portsOfPanes(owners, (pid) => inTree(pid) ?? started.get(pid) ?? null)
})

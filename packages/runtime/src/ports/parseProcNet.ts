/** Reads `/proc/net/tcp` and `/proc/net/tcp6`, and the links in `/proc/PID/fd`. */

const listening = "0A"

/** Port by socket inode, of the sockets that listen; of one user's only where `uid` is given. */
export const parseListening = (table: string, uid: number | null): ReadonlyMap<number, number> => {
  const ports = new Map<number, number>()
  for (const line of table.split("\n").slice(1)) {
    const columns = line.trim().split(/\s+/)
    const [, local, , state] = columns
    if (local === undefined || state !== listening) continue
    if (uid !== null && Number(columns[7]) !== uid) continue
    const port = Number.parseInt(local.slice(local.lastIndexOf(":") + 1), 16)
    const inode = Number(columns[9])
    if (port > 0 && inode > 0) ports.set(inode, port)
  }
  return ports
}

/** The inode in `socket:[12345]`; null for any other link. */
export const socketInode = (link: string): number | null => {
  const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1]
  return inode === undefined ? null : Number(inode)
}

/** The parent in `/proc/PID/stat`, whose second field may hold any character. */
export const parentInStat = (stat: string): number | null => {
  const parent = /^ \S (\d+) /.exec(stat.slice(stat.lastIndexOf(")") + 1))?.[1]
  return parent === undefined ? null : Number(parent)
}

/** The pane that a process was started in, as its environment says; null where it was in no pane of this tmux server. */
export const paneInEnvironment = (environment: string, socket: string): string | null => {
  const variables = environment.split("\0")
  const value = (name: string) => variables.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
  return value("TMUX")?.startsWith(`${socket},`) === true ? (value("TMUX_PANE") ?? null) : null
}

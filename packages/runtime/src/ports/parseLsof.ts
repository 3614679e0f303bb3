/** Reads what macOS's tools say: `lsof -nP -iTCP -sTCP:LISTEN -F pn` and `ps -axo pid=,ppid=`. */
import type { PortOwner } from "./portsOfPanes.ts"

/** A process' fields follow its `p` line; other fields are passed over. */
export const parseLsof = (output: string): ReadonlyArray<PortOwner> => {
  const owners: Array<PortOwner> = []
  let pid: number | null = null
  for (const line of output.split("\n")) {
    if (/^p\d+$/.test(line)) pid = Number(line.slice(1))
    const port = /^n.*:(\d+)$/.exec(line)?.[1]
    if (pid !== null && port !== undefined) owners.push({ pid, port: Number(port) })
  }
  return owners
}

/** Parent by process. */
export const parseParents = (output: string): ReadonlyMap<number, number> => {
  const parents = new Map<number, number>()
  for (const line of output.split("\n")) {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s*$/.exec(line) ?? []
    if (pid !== undefined) parents.set(Number(pid), Number(parent))
  }
  return parents
}

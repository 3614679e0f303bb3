/** Finds the user at the other end of a TCP connection in the kernel's socket table (`/proc/net/tcp`). Pure. */

export interface Endpoint {
  readonly address: string
  readonly port: number
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0")

/** The table prints addresses as 32-bit words in the machine's own byte order. */
const encodeV4 = (address: string, littleEndian: boolean): string => {
  const bytes = address.split(".").map((part) => hex(Number(part)))
  return (littleEndian ? bytes.reverse() : bytes).join("")
}

const v4Of = (address: string): string | null => {
  const v4 = address.startsWith("::ffff:") ? address.slice(7) : address
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(v4) ? v4 : null
}

const encodePort = (port: number): string => port.toString(16).toUpperCase().padStart(4, "0")

/** The columns after both addresses: state, queues, timer, retransmits, uid, timeout, inode. */
const columns = /^ ([0-9A-F]{2}) \S+ \S+ \S+ +(\d+) +\d+ +(\d+)/

const lineOwner = (table: string, local: string, remote: string): number | null => {
  const needle = ` ${local} ${remote}`
  for (let at = table.indexOf(needle); at >= 0; at = table.indexOf(needle, at + 1)) {
    const found = columns.exec(table.slice(at + needle.length, at + needle.length + 128))
    // A socket without inode has no owner any more, and older kernels print uid 0 for it.
    if (found !== null && found[3] !== "0") return Number(found[2])
  }
  return null
}

/** The uid of the socket from `client` to `server`; null where there is none, as after the client went away. */
export type FindOwner = (client: Endpoint, server: Endpoint, littleEndian: boolean) => number | null

/** Looks into `/proc/net/tcp`. */
export const ownerInTcp =
  (table: string): FindOwner =>
  (client, server, littleEndian) => {
    const [from, to] = [v4Of(client.address), v4Of(server.address)]
    if (from === null || to === null) return null
    const local = `${encodeV4(from, littleEndian)}:${encodePort(client.port)}`
    return lineOwner(table, local, `${encodeV4(to, littleEndian)}:${encodePort(server.port)}`)
  }

/** Looks into `/proc/net/tcp6`, where clients with a dual-stack socket are, as `::ffff:127.0.0.1`. */
export const ownerInTcp6 =
  (table: string): FindOwner =>
  (client, server, littleEndian) => {
    const [from, to] = [v4Of(client.address), v4Of(server.address)]
    if (from === null || to === null) return null
    const mapped = `0000000000000000${littleEndian ? "FFFF0000" : "0000FFFF"}`
    const local = `${mapped}${encodeV4(from, littleEndian)}:${encodePort(client.port)}`
    return lineOwner(table, local, `${mapped}${encodeV4(to, littleEndian)}:${encodePort(server.port)}`)
  }

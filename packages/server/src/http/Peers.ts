/** Who is at the other end of a TCP connection, as far as the kernel tells. */
import { Context, Effect, Layer } from "effect"
import { open } from "node:fs/promises"
import type { Socket } from "node:net"
import { endianness } from "node:os"
import { ownerInTcp, ownerInTcp6 } from "./socketOwner.ts"

/** `unknown`: this system has no such table. `gone`: it has, and no living process holds the connection. */
export type Peer = "self" | "other" | "gone" | "unknown"

/**
 * Readings that wait together are one reading: a thousand connections at once cost two or three. One that has begun is
 * never shared, for it may have passed the place where the new connection stands.
 */
const shared = <A>(read: () => Promise<A>): (() => Promise<A>) => {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<A> | null = null
  return () =>
    (next ??= running.then(() => {
      next = null
      const reading = read()
      running = reading.catch(() => undefined)
      return reading
    }))
}

/** The kernel hands the table out in pages of whole lines of 150 bytes; a page with room for one more is the last. */
const surelyLast = 4096 - 2 * 150

/**
 * Each reading walks the kernel's whole table (2.3 ms with 262144 buckets), and so does one that only finds out that
 * nothing comes any more. That one is saved.
 */
const readTable = async (file: string): Promise<string> => {
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(65_536)
    let text = ""
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      text += buffer.toString("latin1", 0, bytesRead)
      if (bytesRead < surelyLast) return text
    }
  } finally {
    await handle.close()
  }
}

/** The kernel's socket tables; the seam for tests. */
export interface SocketTables {
  readonly tcp: () => Promise<string>
  readonly tcp6: () => Promise<string>
}

const kernelTables: SocketTables = {
  tcp: () => readTable("/proc/net/tcp"),
  tcp6: () => readTable("/proc/net/tcp6").catch(() => "")
}

export class Peers extends Context.Service<
  Peers,
  {
    /**
     * Looks once for each connection. To be asked for the first time as soon as a connection is there, before its peer can
     * close it and be forgotten.
     */
    of(socket: Socket): Effect.Effect<Peer>
  }
>()("@opensessions/server/http/Peers") {
  static readonly layerFrom = (tables: SocketTables, ownUid: number) =>
    Layer.sync(Peers, () => {
      const tcp = shared(tables.tcp)
      const tcp6 = shared(tables.tcp6)
      const known = new WeakMap<Socket, Promise<Peer>>()
      const littleEndian = endianness() === "LE"
      const look = async (socket: Socket): Promise<Peer> => {
        const { localAddress, localPort, remoteAddress, remotePort } = socket
        if (!localAddress || !localPort || !remoteAddress || !remotePort) return "gone"
        const client = { address: remoteAddress, port: remotePort }
        const server = { address: localAddress, port: localPort }
        const owner =
          ownerInTcp(await tcp())(client, server, littleEndian) ??
          ownerInTcp6(await tcp6())(client, server, littleEndian)
        if (owner === null) return "gone"
        return owner === ownUid ? "self" : "other"
      }
      const lookOnce = (socket: Socket): Promise<Peer> => {
        const before = known.get(socket)
        if (before !== undefined) return before
        const looking = look(socket).catch((): Peer => "unknown")
        known.set(socket, looking)
        return looking
      }
      return Peers.of({ of: (socket) => Effect.promise(() => lookOnce(socket)) })
    })

  static readonly layer = Peers.layerFrom(kernelTables, process.getuid?.() ?? 0)
}

/** Keeps another user of the machine from holding so many connections that none is left for whose daemon it is. */
import { Effect } from "effect"
import type { Socket } from "node:net"
import type { Peer } from "./Peers.ts"

/** Enough to be told 403, too few to be in anybody's way. */
export const othersMayHold = 32

/** For each connection as soon as it is there; who holds it is told by `peerOf`. Those above the limit are cut off. */
export const limitOthers = (peerOf: (socket: Socket) => Effect.Effect<Peer>): ((socket: Socket) => void) => {
  const held = new Set<Socket>()
  const admit = (socket: Socket, peer: Peer): void => {
    if (peer !== "other" || socket.destroyed) return
    if (held.size >= othersMayHold) return void socket.destroy()
    held.add(socket)
    socket.on("close", () => held.delete(socket))
  }
  // A callback of Node's, outside of every fiber.
  return (socket) =>
    Effect.runCallback(peerOf(socket), { onExit: (exit) => exit._tag === "Success" && admit(socket, exit.value) })
}

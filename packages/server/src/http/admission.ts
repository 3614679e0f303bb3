/** Decides whether a request may be answered at all, from its head alone: nothing of its body has been read (CONTRACT 3.3, 3.4). */
import type { Access } from "@opensessions/protocol/api/Access"
import type { Peer } from "./Peers.ts"
import { findRoute } from "./routes.ts"

/** Which of the daemon's two doors a request came through. */
export type Door = { readonly kind: "unix" } | { readonly kind: "tcp"; readonly port: number }

/** What is known of a request before its body. */
export interface RequestHead {
  readonly door: Door
  readonly peer: Peer
  /** It carries the daemon's token. */
  readonly proven: boolean
  readonly method: string
  readonly target: string
  /** Every `Host` line that was sent. */
  readonly hosts: ReadonlyArray<string>
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
  readonly upgrade: string | undefined
}

export interface Refused {
  readonly _tag: "Refused"
  readonly status: 400 | 403 | 404 | 405
  readonly error: string
  readonly allow: ReadonlyArray<string>
}

export interface Admitted {
  readonly _tag: "Admitted"
  readonly access: Access
  readonly path: string
}

const refuse = (status: Refused["status"], error: string, allow: ReadonlyArray<string> = []): Refused => ({
  _tag: "Refused",
  status,
  error,
  allow
})

/** Clients of proxies send the whole URL as the target. */
const absoluteForm = /^https?:\/\/([^/?#]*)/i

const authorityOf = (target: string): string | null => absoluteForm.exec(target)?.[1] ?? null

/** A name that resolves to us is not enough: a web page can have one (DNS rebinding). */
const isOurName = (host: string, port: number): boolean => {
  const name = host.toLowerCase()
  return ["127.0.0.1", "localhost", "[::1]"].some((own) => name === `${own}:${port}` || (port === 80 && name === own))
}

const wrongName = (head: RequestHead, port: number): boolean => {
  const [host] = head.hosts
  if (host === undefined || head.hosts.length !== 1 || !isOurName(host, port)) return true
  const authority = authorityOf(head.target)
  return authority !== null && !isOurName(authority, port)
}

/** What no request may be, whatever it asks for. */
const forbidden = (head: RequestHead): string | null => {
  if (head.door.kind === "tcp" && wrongName(head, head.door.port)) return "the Host is not this daemon"
  if (head.origin !== undefined) return "requests of web pages are refused"
  if (head.secFetchSite !== undefined && !["none", "same-origin"].includes(head.secFetchSite)) {
    return "requests of web pages are refused"
  }
  if (head.door.kind === "unix") return null
  if (head.peer === "other") return "another user of this machine asks"
  if (head.peer === "gone") return "nobody holds the other end of this connection"
  return null
}

const lacksProof = (head: RequestHead, access: Access): boolean => {
  if (head.door.kind === "unix" || head.proven) return false
  return access === "control" || (access === "reading" && head.peer !== "self")
}

/** Who asks first, then what is asked. */
export const admit = (head: RequestHead): Admitted | Refused => {
  const why = forbidden(head)
  if (why !== null) return refuse(403, why)
  const found = findRoute(head.method, head.target.replace(absoluteForm, ""))
  if (found._tag === "NotFound") return refuse(404, "no such route")
  if (lacksProof(head, found.access)) {
    return refuse(403, "over TCP this needs the token of daemon.json; the Unix socket needs none")
  }
  if (found._tag === "WrongMethod") return refuse(405, `use ${found.allow.join(" or ")}`, found.allow)
  const upgrade = head.upgrade?.toLowerCase().includes("websocket") ?? false
  if (upgrade !== found.upgrade) {
    return refuse(400, upgrade ? "there is no WebSocket here" : "there is nothing but a WebSocket here")
  }
  return { _tag: "Admitted", access: found.access, path: found.path }
}

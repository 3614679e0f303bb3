/** Decides all places from the environment: a pure function, given what it may ask the file system. */
import { defaultSocket, socketOfTmux, tmuxKey } from "./tmuxKey.ts"
import type { DaemonPlaces } from "./DaemonPlaces.ts"

export interface Environment {
  readonly uid: number
  readonly home: string
  /** The socket of the tmux server that is meant, where the caller knows it better than `$TMUX`. */
  readonly socket: string | null
  readonly tmux: string | null
  readonly tmuxTmpdir: string | null
  readonly xdgRuntimeDir: string | null
  readonly xdgConfigHome: string | null
  readonly xdgStateHome: string | null
  readonly serverKey: string | null
  readonly installation: string
  /** The path without symbolic links, null where there is no such thing. */
  realPath(path: string): string | null
  /** A directory, no link to one, that belongs to this user. */
  isOwnDirectory(path: string): boolean
}

/**
 * Linux takes 107 bytes for a Unix socket's path, macOS 103. A runtime directory that is too long for that is not used:
 * a daemon that nobody can reach would be worse than one in /tmp.
 */
const longestSocketPath = 103

const absolute = (path: string | null): path is string => path !== null && path.startsWith("/")

const withoutSlash = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, "") : path)

/** tmux resolves `$TMUX_TMPDIR`, and /tmp where that leads nowhere (`/private/tmp` on macOS). */
const socketDirectory = (env: Environment): string => {
  const wanted = absolute(env.tmuxTmpdir) ? env.realPath(env.tmuxTmpdir) : null
  return wanted ?? env.realPath("/tmp") ?? "/tmp"
}

const keyOf = (env: Environment, socket: string): number =>
  env.serverKey !== null && /^\d{1,9}$/.test(env.serverKey) ? Number(env.serverKey) : tmuxKey(socket)

const runtimeDirectory = (env: Environment, key: number): string => {
  if (absolute(env.xdgRuntimeDir) && env.isOwnDirectory(env.xdgRuntimeDir)) {
    const directory = `${withoutSlash(env.xdgRuntimeDir)}/opensessions/${key}`
    if (Buffer.byteLength(`${directory}/daemon.sock`) <= longestSocketPath) return directory
  }
  return `/tmp/opensessions-${env.uid}/${key}`
}

/** The places of the daemon of one tmux server; outside tmux those of the default server's. */
export const placesOf = (env: Environment): DaemonPlaces => {
  const tmuxSocket = env.socket ?? (env.tmux === null ? null : socketOfTmux(env.tmux))
  const key = keyOf(env, tmuxSocket ?? defaultSocket(socketDirectory(env), env.uid))
  const runtime = runtimeDirectory(env, key)
  const below = (path: string | null, standard: string) =>
    `${withoutSlash(absolute(path) ? path : `${env.home}/${standard}`)}/opensessions`
  return {
    tmuxSocket,
    key,
    runtimeDirectory: runtime,
    socketFile: `${runtime}/daemon.sock`,
    infoFile: `${runtime}/daemon.json`,
    logFile: `${runtime}/daemon.log`,
    configDirectory: below(env.xdgConfigHome, ".config"),
    stateDirectory: below(env.xdgStateHome, ".local/state"),
    installation: env.installation
  }
}

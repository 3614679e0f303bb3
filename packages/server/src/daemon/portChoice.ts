/** Which TCP port the daemon wants, and which it takes where another program has that one (S45). */
import { cleanText } from "@opensessions/protocol/cleanText"
import { basename } from "node:path"

export interface PortWishes {
  /** `$OPENSESSIONS_PORT`. */
  readonly environment: string | null
  /** `port` in the config. */
  readonly config: number | null
  readonly tmuxSocket: string | null
  readonly key: number
}

const standardPort = 7391
const firstKeyedPort = 22_000
const highestPort = 65_535

/** How many ports above the wanted one are tried. */
const alternatives = 50

const fromText = (text: string | null): number | null => {
  if (text === null || !/^\d{1,5}$/.test(text)) return null
  return Number(text) <= highestPort ? Number(text) : null
}

/** The environment, else the config, else 7391 for the default tmux server, else 22000 + key. 0 is any free port. */
export const wantedPort = (wishes: PortWishes): number =>
  fromText(wishes.environment) ??
  wishes.config ??
  (wishes.tmuxSocket === null || basename(wishes.tmuxSocket) === "default"
    ? standardPort
    : firstKeyedPort + (wishes.key % 20_000))

/** The ports to try, in this order. */
export const portsToTry = (wanted: number): ReadonlyArray<number> =>
  wanted === 0
    ? [0]
    : Array.from({ length: Math.min(alternatives, highestPort - wanted) + 1 }, (_, above) => wanted + above)

/** What a person is told where the wanted port could not be had; null where it could. */
export const portNotice = (wanted: number, bound: number | null, holder: string): string | null => {
  if (bound === wanted || wanted === 0) return null
  const instead =
    bound === null ? "no port near it is free, scripts reach the Unix socket only" : `${bound} is used instead`
  return `port ${wanted} is held by ${holder}: ${instead}`
}

/** What a person is told who wants another address than the one there is; null for nobody. */
export const hostNotice = (environment: string): string | null =>
  ["", "127.0.0.1", "localhost"].includes(environment)
    ? null
    : `OPENSESSIONS_HOST=${cleanText(environment, 50)} does not hold: the daemon listens on 127.0.0.1 only`

/**
 * Control clients that a killed daemon left in the stash. tmux (3.3a) waits for ever to write what such a client was still
 * to read: it counts as attached, so keys ring for nobody, and a server that is told to end waits for it. With anything
 * going on at that moment 17 of 20 killed daemons left one.
 */
import { Effect } from "effect"
import type { ControlConnection } from "./ControlConnection.ts"
import { exchangeOne } from "./exchange.ts"
import { stashTarget } from "./stash.ts"
import type { TmuxCommand } from "./TmuxError.ts"

const listClients: TmuxCommand = [
  "list-clients",
  "-t",
  stashTarget,
  "-F",
  "#{client_pid} #{client_flags} #{client_name}"
]

/** The processes of clients with our flags (nobody else's control client wants no output) that are not `own`. */
export const leftAmong = (lines: ReadonlyArray<string>, own: string): ReadonlyArray<number> =>
  lines.flatMap((line) => {
    const [pid = "", flags = "", ...name] = line.split(" ")
    const isOurs = ["control-mode", "ignore-size", "no-output"].every((flag) => flags.split(",").includes(flag))
    return isOurs && name.join(" ") !== own && Number(pid) > 0 ? [Number(pid)] : []
  })

/** Ends them by a signal, which goes round what tmux waits for. There is one daemon at a time, so none is in use. */
export const endLeftClients = Effect.fnUntraced(function* (connection: ControlConnection, own: string) {
  const left = leftAmong(yield* exchangeOne(connection, listClients), own)
  yield* Effect.forEach(left, (pid) => Effect.ignore(Effect.try(() => process.kill(pid, "SIGTERM"))), {
    discard: true
  })
})

/** Writes to the terminals of tmux's clients, past tmux: what is written changes no cell of the screen. */
import { Effect } from "effect"
import { closeSync, constants, fstatSync, openSync, writeSync } from "node:fs"
import { isatty } from "node:tty"
import type { TmuxClient, Topology } from "../tmux/Topology.ts"

/** The clients that a person looks at. */
export const personsClients = ({ clients }: Topology): ReadonlyArray<TmuxClient> =>
  [...clients.values()].filter(({ controlMode, tty }) => !controlMode && tty.startsWith("/dev/"))

/** False where it can't be written at once: a terminal that hangs is not waited for. */
export const writeToTerminal = (tty: string, text: string): Effect.Effect<boolean> =>
  Effect.sync(() => {
    let file: number | null = null
    try {
      file = openSync(tty, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
      if (!isatty(file) || fstatSync(file).uid !== process.geteuid?.()) return false
      return writeSync(file, text) === Buffer.byteLength(text)
    } catch {
      return false
    } finally {
      if (file !== null) closeSync(file)
    }
  })

/** `bell`: rings the terminal of every client. */
import { Effect } from "effect"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { personsClients, writeToTerminal } from "./clientTerminals.ts"
import { Notifiers } from "./Notifiers.ts"

export const BellNotifier = Notifiers.add(
  Effect.map(TmuxTopology, ({ current }) => ({
    name: "bell",
    notify: () =>
      Effect.flatMap(current, (topology) =>
        Effect.forEach(personsClients(topology), ({ tty }) => writeToTerminal(tty, "\u0007"), { discard: true })
      )
  }))
)

/**
 * Sidebars that come into view are asked for their terminals once more: tmux tells nobody of a pane that was given
 * another program (`respawn-pane`), and the number of its former terminal may be that of somebody else's by now.
 */
import { Effect, Ref } from "effect"
import type { Tmux } from "../tmux/Tmux.ts"
import { isSidebar } from "../tmux/topologyFormat.ts"
import type { SeenSidebar } from "./seenSidebars.ts"

const identity = ({ paneId, tty }: SeenSidebar): string => `${paneId} ${tty}`

/** Leaves out those that are not what they were taken for, and has all looked at again. */
export const confirmSeen = Effect.fnUntraced(function* (tmux: typeof Tmux.Service, lookAgain: Effect.Effect<void>) {
  const known = yield* Ref.make<ReadonlySet<string>>(new Set())

  const isTrue = Effect.fnUntraced(function* (sidebar: SeenSidebar) {
    if ((yield* Ref.get(known)).has(identity(sidebar))) return true
    const asked = tmux.run(["display-message", "-p", "-t", sidebar.paneId, `${isSidebar} #{pane_tty}`])
    return yield* asked.pipe(
      Effect.map(([line]) => line === `1 ${sidebar.tty}`),
      Effect.orElseSucceed(() => false)
    )
  })

  return Effect.fnUntraced(function* (seen: ReadonlyArray<SeenSidebar>) {
    const confirmed = yield* Effect.filter(seen, isTrue, { concurrency: "unbounded" })
    yield* Ref.set(known, new Set(confirmed.map(identity)))
    if (confirmed.length < seen.length) yield* Effect.forkDetach(lookAgain)
    return confirmed
  })
})

/** The TCP ports that processes of panes listen on, asked only on an edge. */
import type { PaneId } from "@opensessions/protocol/Ids"
import type { ListeningPort } from "@opensessions/protocol/State"
import { Context, Effect, Layer, Semaphore } from "effect"
import { Places } from "../config/Places.ts"
import { linuxPorts } from "./linuxPorts.ts"
import { macPorts } from "./macPorts.ts"

export class ListeningPorts extends Context.Service<
  ListeningPorts,
  {
    /** The ports of each pane that has some, by rising number. `panePids` are the processes that tmux started. */
    read(panePids: ReadonlyMap<PaneId, number>): Effect.Effect<ReadonlyMap<PaneId, ReadonlyArray<ListeningPort>>>
  }
>()("@opensessions/runtime/ports/ListeningPorts") {
  static readonly layer = Layer.effect(
    ListeningPorts,
    Effect.gen(function* () {
      const { tmuxSocket } = yield* Places
      const oneAtATime = yield* Semaphore.make(1)
      const read = Effect.fn("ListeningPorts.read")(
        (panePids: ReadonlyMap<PaneId, number>) =>
          process.platform === "darwin" ? macPorts(panePids) : linuxPorts(panePids, tmuxSocket),
        oneAtATime.withPermits(1)
      )
      return ListeningPorts.of({ read })
    })
  )
}

/** Tells the store which agents are stopped. */
import { Clock, Effect, Layer, Stream } from "effect"
import { AgentPanes } from "../agents/AgentPanes.ts"
import type { AgentPane } from "../agents/AgentPane.ts"
import { ProcessTable } from "../processes/ProcessTable.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

const inFront = (panes: ReadonlyMap<string, AgentPane>): string =>
  [...panes.values()].map(({ command, paneId }) => `${paneId} ${command}`).join()

/** After Ctrl-Z, and after `fg`, another program is in front of the pane: then it is looked at once. */
export const stoppedFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const table = yield* ProcessTable
    const panes = yield* AgentPanes
    const store = yield* SessionStore
    yield* panes.changes.pipe(
      Stream.map(inFront),
      Stream.changes,
      Stream.runForEach(() => table.checkExits),
      Effect.forkScoped
    )
    yield* table.stopped.pipe(
      Stream.runForEach((pids) =>
        Effect.flatMap(Clock.currentTimeMillis, (at) => store.submit(Fact.ProcessesStopped({ pids, at })))
      ),
      Effect.forkScoped
    )
  })
)

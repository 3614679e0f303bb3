/** The agent of each pane and its state, as user options of the pane, for pane borders and scripts (CONTRACT 5). */
import { urgency } from "@opensessions/protocol/Agent"
import type { PaneId } from "@opensessions/protocol/Ids"
import type { State } from "@opensessions/protocol/State"
import { Effect, Layer, Ref, Stream } from "effect"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux, type TmuxCommand } from "../tmux/Tmux.ts"

export interface PaneWords {
  readonly agent: string
  readonly status: string
}

/** The most urgent thread of each pane. */
export const wordsOfPanes = (sessions: State["sessions"]): ReadonlyMap<PaneId, PaneWords> => {
  const threads = sessions.flatMap((session) => session.agents).toSorted((a, b) => urgency(b) - urgency(a))
  return new Map(threads.flatMap(({ agent, paneId, status }) => (paneId === null ? [] : [[paneId, { agent, status }]])))
}

/** What has to be set and taken away. A pane that is gone took its options along; tmux says so and nobody minds. */
export const changedOptions = (
  before: ReadonlyMap<PaneId, PaneWords>,
  after: ReadonlyMap<PaneId, PaneWords>
): ReadonlyArray<TmuxCommand> => [
  ...[...after].flatMap(([pane, { agent, status }]): ReadonlyArray<TmuxCommand> => {
    const former = before.get(pane)
    return [
      ...(former?.agent === agent ? [] : [["set-option", "-p", "-t", pane, "@opensessions_agent", agent] as const]),
      ...(former?.status === status ? [] : [["set-option", "-p", "-t", pane, "@opensessions_state", status] as const])
    ]
  }),
  ...[...before.keys()]
    .filter((pane) => !after.has(pane))
    .flatMap((pane): ReadonlyArray<TmuxCommand> => [
      ["set-option", "-p", "-u", "-q", "-t", pane, "@opensessions_agent"],
      ["set-option", "-p", "-u", "-q", "-t", pane, "@opensessions_state"]
    ])
]

/** Writes the options as they change and takes them away at the end. */
export const paneOptions = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const tmux = yield* Tmux
    const written = yield* Ref.make<ReadonlyMap<PaneId, PaneWords>>(new Map())
    const write = (wanted: ReadonlyMap<PaneId, PaneWords>) =>
      Effect.gen(function* () {
        const commands = changedOptions(yield* Ref.getAndSet(written, wanted), wanted)
        if (commands.length > 0) yield* tmux.runAll(commands)
      }).pipe(Effect.catch((error) => Effect.logDebug("a pane's options could not be written", error)))
    yield* Effect.addFinalizer(() => write(new Map()))
    yield* store.changes.pipe(
      Stream.map((state) => state.sessions),
      Stream.changesWith((a, b) => a === b),
      Stream.runForEach((sessions) => write(wordsOfPanes(sessions))),
      Effect.forkScoped
    )
  })
)

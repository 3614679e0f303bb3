/** The counts for any status line, as global user options of tmux; written only when a value changes (CONTRACT 5). */
import type { Agent } from "@opensessions/protocol/Agent"
import type { State } from "@opensessions/protocol/State"
import { Effect, Layer, Ref, Stream } from "effect"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux, type TmuxCommand } from "../tmux/Tmux.ts"

/** What a status line says in one word each, most urgent first: all that waits, and outcomes nobody has seen. */
const worded = ["waiting", "error", "stale", "interrupted", "done"] as const

const optionNames = [
  "@opensessions_status",
  "@opensessions_waiting",
  "@opensessions_running",
  "@opensessions_unseen"
] as const
type Options = Readonly<Record<(typeof optionNames)[number], string>>

/** Option name → value. A thread in several sessions (a linked window) counts once. */
export const optionsOf = (sessions: State["sessions"]): Options => {
  const threads = new Map<string, Agent>()
  for (const session of sessions) for (const a of session.agents) threads.set(`${a.agent} ${a.threadId}`, a)
  const count = (which: (agent: Agent) => boolean) => [...threads.values()].filter(which).length
  const words = worded.flatMap((status) => {
    const n = count((a) => a.status === status && (status === "waiting" || a.unseen))
    return n === 0 ? [] : [`${n} ${status}`]
  })
  return {
    "@opensessions_status": words.join(" "),
    "@opensessions_waiting": String(count((a) => a.status === "waiting")),
    "@opensessions_running": String(count((a) => a.status === "running" || a.status === "tool-running")),
    "@opensessions_unseen": String(count((a) => a.unseen))
  }
}

/** Writes the options as they change and takes them away at the end. */
export const statusOptions = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const tmux = yield* Tmux
    const written = yield* Ref.make<Partial<Options>>({})
    const write = (state: State) =>
      Effect.gen(function* () {
        const wanted = optionsOf(state.sessions)
        const before = yield* Ref.getAndSet(written, wanted)
        const commands = optionNames.flatMap((name): ReadonlyArray<TmuxCommand> =>
          before[name] === wanted[name] ? [] : [["set-option", "-g", name, wanted[name]]]
        )
        if (commands.length > 0) yield* tmux.runAll(commands)
      }).pipe(Effect.catch((error) => Effect.logWarning("status options could not be written", error)))
    yield* Effect.addFinalizer(() =>
      Effect.ignore(tmux.runAll(optionNames.map((name): TmuxCommand => ["set-option", "-gu", name])))
    )
    yield* store.changes.pipe(Stream.runForEach(write), Effect.forkScoped)
  })
)

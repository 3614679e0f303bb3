/** Watches the repository of every session's directory, and looks again where an agent's turn ended. */
import type { State } from "@opensessions/protocol/State"
import { Effect, FiberMap, Layer, Stream } from "effect"
import { GitRepositories } from "../git/GitRepositories.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"

/** Directories in which some thread ended or began something, except a tool: files may have changed there. */
export const directoriesOfChangedThreads = (before: State, after: State): ReadonlyArray<string> => {
  const former = new Map(
    before.sessions.flatMap((s) => s.agents.map((a) => [`${s.id} ${a.agent} ${a.threadId}`, a.status] as const))
  )
  return after.sessions.flatMap((session) =>
    session.agents.some(
      (a) => a.status !== "tool-running" && former.get(`${session.id} ${a.agent} ${a.threadId}`) !== a.status
    )
      ? [session.directory]
      : []
  )
}

export const gitFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const store = yield* SessionStore
    const git = yield* GitRepositories
    const watches = yield* FiberMap.make<string>()

    const follow = (directory: string) =>
      git.watch(directory).pipe(Stream.runForEach((read) => store.submit(Fact.GitRead({ directory, git: read }))))

    const react = (before: State, after: State) =>
      Effect.gen(function* () {
        if (before.sessions === after.sessions) return
        const wanted = new Set(after.sessions.map((session) => session.directory))
        for (const [directory] of watches) if (!wanted.has(directory)) yield* FiberMap.remove(watches, directory)
        for (const directory of wanted) {
          // Fifty streams that are made for nothing at each change were a tenth of what outlives a collection of garbage.
          if (directory === "" || FiberMap.hasUnsafe(watches, directory)) continue
          yield* FiberMap.run(watches, directory, follow(directory), { onlyIfMissing: true })
        }
        yield* Effect.forEach(directoriesOfChangedThreads(before, after), git.touch, { discard: true })
      })

    const first = yield* store.state
    yield* react({ ...first, sessions: [] }, first)
    yield* store.changes.pipe(
      Stream.runFoldEffect(
        () => first,
        (before, after) => Effect.as(react(before, after), after)
      ),
      Effect.forkScoped
    )
  })
)

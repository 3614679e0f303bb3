/** What the parts of the watcher share: the services, seats, threads and homes, and the files that are watched. */
import { Clock, Effect, Stream } from "effect"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import type { ProcessQuestions } from "../ProcessQuestions.ts"
import { type CodexHome, type HomeTask, newCodexHome } from "./CodexHome.ts"
import type { CodexThread } from "./CodexThread.ts"
import type { Seat } from "./Seat.ts"

/** What it reads with. */
export interface CodexServices extends PaneServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly details: ProcessQuestions
  readonly count: (type: string) => Effect.Effect<void>
}

/** Files that changed; null stands for any of the folder: the watch begins to stand, or may have missed something. */
export type ChangedPaths = ReadonlyArray<string> | null

/** What to do about files that changed. */
export interface FileReactions {
  readonly locks: (watch: CodexWatch, home: CodexHome, paths: ChangedPaths) => Effect.Effect<void>
  readonly home: (watch: CodexWatch, home: CodexHome, paths: ChangedPaths) => Effect.Effect<void>
  readonly rollouts: (watch: CodexWatch, folder: string, paths: ChangedPaths) => Effect.Effect<void>
}

/** All that is known of Codex, and the ways to watch for more. */
export interface CodexWatch extends PaneWatch, Omit<CodexServices, "panes"> {
  readonly seats: Map<number, Seat>
  /** Threads that are followed, by id. */
  readonly threads: Map<string, CodexThread>
  readonly homes: Map<string, CodexHome>
  /** Runs something beside as long as it is wanted. */
  keep(key: string, wanted: boolean, work: Effect.Effect<unknown>): Effect.Effect<void>
  /** Puts a task off for a home; the earliest moment counts. */
  due(home: CodexHome, millis: number, what: HomeTask, job: Effect.Effect<void>): Effect.Effect<void>
  /** Watches a home's locks, once; its other files only while somebody sits there. */
  addHome(root: string): Effect.Effect<CodexHome>
  watchHome(home: CodexHome, wanted: boolean): Effect.Effect<void>
  /** Watches these folders of rollouts and no others. */
  watchFolders(wanted: ReadonlySet<string>): Effect.Effect<void>
}

/** Files are read at once, and no more often than this while they grow. */
const rolloutPauseMillis = 100
const homePauseMillis = 50

/** For one run of the watcher: what it knows is forgotten with it. */
export const makeCodexWatch = (
  services: CodexServices,
  panes: PaneWatch,
  seats: Map<number, Seat>,
  react: FileReactions
): CodexWatch => {
  const kept = new Set<string>()
  let folders: ReadonlySet<string> = new Set()

  const keep: CodexWatch["keep"] = (key, wanted, work) =>
    Effect.suspend(() => {
      if (wanted === kept.has(key)) return Effect.void
      if (wanted) kept.add(key)
      else kept.delete(key)
      return wanted ? panes.beside(key, Effect.asVoid(work)) : panes.letGo(key)
    })

  const follow = (directory: string, pause: number, tell: (paths: ChangedPaths) => Effect.Effect<void>) =>
    Stream.runForEach(services.files.entries(directory, pause), (batch) =>
      panes.soon(tell(batch.length === 0 ? null : batch.map(({ path }) => path)))
    )

  const watch: CodexWatch = {
    ...services,
    ...panes,
    seats,
    threads: new Map(),
    homes: new Map(),
    keep,
    due: Effect.fnUntraced(function* (home, millis, what, job) {
      const at = (yield* Clock.currentTimeMillis) + millis
      const known = home.due.get(what)
      if (known !== undefined && known <= at) return
      home.due.set(what, at)
      const begin = Effect.suspend(() => {
        home.due.delete(what)
        return job
      })
      const wait = Effect.andThen(Effect.sleep(Math.max(0, millis)), panes.soon(begin))
      yield* panes.beside(`${what} ${home.paths.root}`, wait)
    }),
    addHome: Effect.fnUntraced(function* (root) {
      const known = watch.homes.get(root)
      if (known !== undefined) return known
      const home = newCodexHome(root)
      watch.homes.set(root, home)
      const locks = follow(home.paths.locks, 0, (paths) => react.locks(watch, home, paths))
      yield* keep(`locks ${root}`, true, locks)
      return home
    }),
    watchHome: (home, wanted) => {
      const { root } = home.paths
      const files = follow(root, homePauseMillis, (paths) => react.home(watch, home, paths))
      return keep(`home ${root}`, wanted, files)
    },
    watchFolders: Effect.fnUntraced(function* (wanted) {
      for (const folder of folders) if (!wanted.has(folder)) yield* keep(`rollouts ${folder}`, false, Effect.void)
      for (const folder of wanted) {
        const rollouts = follow(folder, rolloutPauseMillis, (paths) => react.rollouts(watch, folder, paths))
        yield* keep(`rollouts ${folder}`, true, rollouts)
      }
      folders = new Set(wanted)
    })
  }
  return watch
}

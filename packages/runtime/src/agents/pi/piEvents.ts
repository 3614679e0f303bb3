/** Watches Pi: processes in panes, the files of their sessions, and their screens where no file tells. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Effect, Option, Stream } from "effect"
import { statSync } from "node:fs"
import { basename, join } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import { listDirectory } from "../../files/listDirectory.ts"
import { type AgentProcess, startSlackMillis } from "../AgentProcess.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import type { WatcherFailed } from "../Watcher.ts"
import { knowledgeOf } from "./knowledge.ts"
import { type LivePi, newLivePi } from "./LivePi.ts"
import { fileThread, sessionFolders } from "./piPaths.ts"
import { programIn } from "./program.ts"
import { readSession, type SessionFile } from "./readSession.ts"
import { showsPrompt } from "./screen.ts"
import { followRecords, look } from "./screenLooks.ts"
import { isAtWork, type PiSession } from "./sessionState.ts"

export const agentName = "pi"

export interface PiServices extends PaneServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly count: (type: string) => Effect.Effect<void>
  /** A variable of the daemon's own environment. */
  readonly variable: (name: string) => string | null
}

/** Files change with every message, not while one streams. */
const filePauseMillis = 20
/** A prompt that is in the file is on the screen by then, or it scrolled away. */
const doubtMillis = 100
const maxDoubtLooks = 8
const variables = ["PI_CODING_AGENT_SESSION_DIR", "PI_CODING_AGENT_DIR", "HOME"]

const modifiedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

const makeHandlers = (services: PiServices) => {
  const lives = new Map<number, LivePi>()
  const looked = new Map<string, number>()
  const inFolder = (folder: string) => [...lives.values()].filter(({ folders }) => folders.includes(folder))

  const take = Effect.fnUntraced(function* (
    watch: PaneWatch,
    live: LivePi,
    position: SessionFile["position"],
    session: PiSession
  ) {
    if (session.turn !== live.session.turn) {
      // A look from before the record was read may show the screen from before it.
      live.screen = null
      live.lookedAt = 0
    }
    live.position = position
    live.session = session
    yield* followRecords(watch, live)
    yield* watch.speak(live.process)
  })

  const update = Effect.fnUntraced(function* (watch: PaneWatch, live: LivePi) {
    if (live.path === null) return
    const file = yield* readSession(services.tail, live.path, live, services.count)
    if (file === null || file.position === live.position) return
    yield* take(watch, live, file.position, file.session)
  })

  const adopt = Effect.fnUntraced(function* (watch: PaneWatch, live: LivePi, path: string, file: SessionFile) {
    live.path = path
    looked.delete(path)
    yield* take(watch, live, file.position, { ...file.session, id: file.session.id ?? fileThread(basename(path)) })
  })

  /** Finds the process that writes a file which is nobody's yet. */
  const attribute = Effect.fnUntraced(function* (
    watch: PaneWatch,
    folder: string,
    path: string
  ): Effect.fn.Return<void> {
    const file = yield* readSession(services.tail, path, null, services.count)
    if (file === null || file.session.turn === null) return
    const { directory, prompt, turn } = file.session
    const able = inFolder(folder).filter(
      ({ process, session }) =>
        turn.at >= process.startedAt - startSlackMillis &&
        (directory === null || directory === process.directory || basename(folder).startsWith("--")) &&
        // What begins while its own session is at work is another's.
        !isAtWork(session.turn)
    )
    const [only] = able
    if (only === undefined) return
    if (able.length === 1) return yield* adopt(watch, only, path, file)
    const showing: Array<LivePi> = []
    for (const live of able) {
      const screen = yield* watch.look(live.process)
      if (screen !== null && showsPrompt(screen, prompt ?? "")) showing.push(live)
    }
    const times = (looked.get(path) ?? 0) + 1
    looked.set(path, times)
    const without = able.filter((live) => live.path === null)
    const chosen =
      showing.length === 1 ? showing[0] : times >= maxDoubtLooks && without.length === 1 ? without[0] : null
    if (chosen != null) return yield* adopt(watch, chosen, path, file)
    if (times < maxDoubtLooks) yield* watch.later(`doubt ${path}`, doubtMillis, attribute(watch, folder, path))
  })

  const onFiles = Effect.fnUntraced(function* (watch: PaneWatch, folder: string, paths: ReadonlyArray<string>) {
    for (const path of paths) {
      if (fileThread(basename(path)) === null) continue
      const owner = [...lives.values()].find((live) => live.path === path)
      yield* owner === undefined ? attribute(watch, folder, path) : update(watch, owner)
    }
  })

  /** All files of a folder that a process of now may have written, the oldest first. */
  const recentFiles = Effect.fnUntraced(function* (folder: string) {
    const since = Math.min(...inFolder(folder).map(({ process }) => process.startedAt)) - startSlackMillis
    const names = yield* listDirectory(folder)
    return names
      .filter((name) => fileThread(name) !== null)
      .map((name) => ({ path: join(folder, name), at: modifiedAt(join(folder, name)) }))
      .filter(({ at }) => at >= since)
      .sort((a, b) => a.at - b.at)
      .map(({ path }) => path)
  })

  const readFolder = (watch: PaneWatch, folder: string) =>
    Effect.flatMap(recentFiles(folder), (paths) => onFiles(watch, folder, paths))

  const follow = (watch: PaneWatch, folder: string) =>
    Stream.runForEach(services.files.entries(folder, filePauseMillis), (batch) =>
      watch.soon(
        batch.length === 0
          ? readFolder(watch, folder)
          : onFiles(
              watch,
              folder,
              batch.flatMap(({ kind, path }) => (kind === "delete" ? [] : path))
            )
      )
    )

  const environmentOf = Effect.fnUntraced(function* (pid: number) {
    const found = new Map<string, string | null>()
    for (const name of variables) found.set(name, Option.getOrNull(yield* services.table.environment(pid, name)))
    const readable = [...found.values()].some((value) => value !== null)
    return (name: string) => found.get(name) ?? (readable ? null : services.variable(name))
  })

  return {
    sources: ["screen", "transcript"] as const,
    knowledge: (process: AgentProcess) => knowledgeOf(agentName, lives.get(process.pid) ?? newLivePi(process, [])),
    found: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = newLivePi(process, sessionFolders(process.directory, yield* environmentOf(process.pid)))
      lives.set(process.pid, live)
      yield* watch.speak(process)
      yield* look(watch, live)
      for (const folder of live.folders) {
        if (inFolder(folder).length === 1) yield* watch.beside(`folder ${folder}`, follow(watch, folder))
        else yield* readFolder(watch, folder)
      }
    }),
    titled: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      yield* watch.speak(process)
    }),
    gone: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = lives.get(process.pid)
      if (live === undefined) return
      // The last records tell how the last turn ended, if it did.
      yield* update(watch, live)
      lives.delete(process.pid)
      for (const folder of live.folders) if (inFolder(folder).length === 0) yield* watch.letGo(`folder ${folder}`)
    })
  }
}

/** All that happens to Pi's threads. */
export const piEvents = (services: PiServices): Stream.Stream<AgentEvent, WatcherFailed> =>
  paneEvents(services, { agent: agentName, program: programIn, ...makeHandlers(services) })

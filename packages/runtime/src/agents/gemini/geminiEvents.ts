/** Watches Gemini CLI: processes in panes, their titles, and the files of their chats. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, Option, Stream } from "effect"
import { statSync } from "node:fs"
import { basename, join } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import type { FileTail } from "../../files/FileTail.ts"
import { listDirectory } from "../../files/listDirectory.ts"
import { type AgentProcess, startSlackMillis } from "../AgentProcess.ts"
import { programPattern } from "../namedProgram.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import type { WatcherFailed } from "../Watcher.ts"
import { chatFolder, geminiHome, isChatFile, projectsFile } from "./chatPlaces.ts"
import { knowledgeOf } from "./knowledge.ts"
import { type LiveGemini, newLiveGemini } from "./LiveGemini.ts"
import { ownersOf, showsPrompt } from "./matchChat.ts"
import { geminiProgram } from "./program.ts"
import { type ChatFile, readChat } from "./readChat.ts"
import { followTitle } from "./screenLooks.ts"
import { readTitle } from "./title.ts"

export const agentName = "gemini"

export interface GeminiServices extends PaneServices {
  readonly files: FileEvents["Service"]
  readonly tail: FileTail["Service"]
  readonly count: (type: string) => Effect.Effect<void>
  /** A variable of the daemon's own environment. */
  readonly variable: (name: string) => string | null
}

const filePauseMillis = 20
const maxProjectsBytes = 4 * 1024 * 1024
/** A directory gets its name in the first seconds of the first process in it. */
const namingMillis = 500
/** A prompt that is in the file is on the screen by then, or it scrolled away. */
const doubtMillis = 150
const maxDoubtLooks = 8
const maxNamings = 40

const modifiedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

const makeHandlers = (services: GeminiServices) => {
  const lives = new Map<number, LiveGemini>()
  const looked = new Map<string, number>()
  const inFolder = (folder: string) => [...lives.values()].filter((live) => live.folder === folder)

  const update = Effect.fnUntraced(function* (watch: PaneWatch, live: LiveGemini) {
    const { chat, path, position } = live
    if (path === null || position === null || chat === null) return
    const file = yield* readChat(services.tail, path, { position, chat }, services.count)
    if (file === null) return
    live.position = file.position
    live.chat = file.chat
    yield* watch.speak(live.process)
  })

  const adopt = Effect.fnUntraced(function* (
    watch: PaneWatch,
    owner: LiveGemini,
    path: string,
    file: ChatFile
  ): Effect.fn.Return<void> {
    looked.delete(path)
    owner.path = path
    owner.position = file.position
    owner.chat = file.chat
    yield* watch.speak(owner.process)
    // Another chat may now be meant for one process alone.
    const { folder } = owner
    if (folder !== null && inFolder(folder).some(({ chat }) => chat === null))
      yield* watch.soon(readFolder(watch, folder))
  })

  /** Finds the process that writes a chat which is nobody's yet; of several the one that shows its prompt. */
  const attribute = Effect.fnUntraced(function* (
    watch: PaneWatch,
    folder: string,
    path: string
  ): Effect.fn.Return<void> {
    const file = yield* readChat(services.tail, path, null, services.count)
    if (file === null || file.chat.id === null || !file.chat.main) return
    const able = ownersOf(file.chat, modifiedAt(path), inFolder(folder))
    const [only] = able
    if (only === undefined) return
    if (able.length === 1) return yield* adopt(watch, only, path, file)
    const { prompt } = file.chat
    if (prompt === null) return
    const showing: Array<LiveGemini> = []
    for (const live of able) {
      const screen = yield* watch.look(live.process)
      if (screen !== null && showsPrompt(screen, prompt)) showing.push(live)
    }
    const [shown] = showing
    if (shown !== undefined && showing.length === 1) return yield* adopt(watch, shown, path, file)
    const times = (looked.get(path) ?? 0) + 1
    looked.set(path, times)
    if (times < maxDoubtLooks) yield* watch.later(`doubt ${path}`, doubtMillis, attribute(watch, folder, path))
  })

  const onFiles = Effect.fnUntraced(function* (watch: PaneWatch, folder: string, paths: ReadonlyArray<string>) {
    for (const path of paths) {
      if (!isChatFile(basename(path))) continue
      const owner = [...lives.values()].find((live) => live.path === path)
      yield* owner === undefined ? attribute(watch, folder, path) : update(watch, owner)
    }
  })

  /** Chats that a process of now may have written, the oldest first. */
  const readFolder = Effect.fnUntraced(function* (watch: PaneWatch, folder: string): Effect.fn.Return<void> {
    const since = Math.min(...inFolder(folder).map(({ startedAt }) => startedAt)) - startSlackMillis
    const files = (yield* listDirectory(folder))
      .map((name) => ({ path: join(folder, name), at: modifiedAt(join(folder, name)) }))
      .filter(({ at }) => at >= since)
      .sort((one, other) => (one.path < other.path ? -1 : 1))
    yield* onFiles(
      watch,
      folder,
      files.map(({ path }) => path)
    )
  })

  const follow = (watch: PaneWatch, folder: string) =>
    Stream.runForEach(services.files.entries(folder, filePauseMillis), (batch) => {
      const paths = batch.flatMap(({ kind, path }) => (kind === "delete" ? [] : path))
      return watch.soon(batch.length === 0 ? readFolder(watch, folder) : onFiles(watch, folder, paths))
    })

  const locate = (watch: PaneWatch, live: LiveGemini, tries: number): Effect.Effect<void> =>
    Effect.gen(function* () {
      const { home, process } = live
      if (home === null || !lives.has(process.pid)) return
      const projects = Option.getOrNull(yield* Effect.option(services.tail.text(projectsFile(home), maxProjectsBytes)))
      const folder = projects === null ? null : chatFolder(home, projects, process.directory)
      if (folder === null) {
        if (tries < maxNamings) yield* watch.later(`name ${process.pid}`, namingMillis, locate(watch, live, tries + 1))
        return
      }
      live.folder = folder
      if (inFolder(folder).length === 1) yield* watch.beside(`folder ${folder}`, follow(watch, folder))
      else yield* readFolder(watch, folder)
    })

  const environmentOf = Effect.fnUntraced(function* (pid: number) {
    const own = new Map<string, string | null>()
    for (const name of ["GEMINI_CLI_HOME", "HOME"])
      own.set(name, Option.getOrNull(yield* services.table.environment(pid, name)))
    const readable = [...own.values()].some((value) => value !== null)
    return (name: string) => own.get(name) ?? (readable ? null : services.variable(name))
  })

  const onTitle = Effect.fnUntraced(function* (watch: PaneWatch, live: LiveGemini) {
    const state = readTitle(live.process.pane?.title ?? "")
    if (state !== live.title.state) live.title = { state, at: yield* Clock.currentTimeMillis }
    yield* followTitle(services.table, watch, live)
    yield* watch.speak(live.process)
  })

  return {
    sources: ["title", "screen", "transcript"] as const,
    knowledge: (process: AgentProcess) =>
      knowledgeOf(agentName, lives.get(process.pid) ?? newLiveGemini(process, null)),
    found: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = newLiveGemini(process, geminiHome(yield* environmentOf(process.pid)))
      lives.set(process.pid, live)
      yield* onTitle(watch, live)
      yield* locate(watch, live, 0)
    }),
    titled: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = lives.get(process.pid)
      if (live !== undefined) yield* onTitle(watch, live)
    }),
    gone: Effect.fnUntraced(function* (watch: PaneWatch, process: AgentProcess) {
      const live = lives.get(process.pid)
      if (live === undefined) return
      // The last records tell how the last turn ended, if it did.
      yield* update(watch, live)
      lives.delete(process.pid)
      const { folder } = live
      if (folder !== null && inFolder(folder).length === 0) yield* watch.letGo(`folder ${folder}`)
    })
  }
}

/** All that happens to Gemini CLI's threads. */
export const geminiEvents = (services: GeminiServices): Stream.Stream<AgentEvent, WatcherFailed> => {
  const program = programPattern([geminiProgram])
  return paneEvents(services, { agent: agentName, program: () => program, ...makeHandlers(services) })
}

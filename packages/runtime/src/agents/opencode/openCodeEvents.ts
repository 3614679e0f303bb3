/**
 * Watches OpenCode and what was made from it: processes in panes, the database that they share, and one look at a
 * screen where the database says too little.
 */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { Clock, Effect, Option, Stream } from "effect"
import { basename, dirname } from "node:path"
import type { FileEvents } from "../../files/FileEvents.ts"
import { sqliteStamp } from "../../files/readSqlite.ts"
import type { PaneServices, PaneWatch } from "../PaneAgent.ts"
import { paneEvents } from "../paneEvents.ts"
import { visibleText } from "../visibleText.ts"
import { ProcessDetails } from "../ProcessDetails.ts"
import type { ProcessQuestions } from "../ProcessQuestions.ts"
import type { WatcherFailed } from "../Watcher.ts"
import { wentHome } from "./assignSessions.ts"
import { databaseFile } from "./databaseFile.ts"
import { knowledgeOf } from "./knowledge.ts"
import { type LiveSession, newLiveSession } from "./LiveSession.ts"
import { isHomeTitle, type Product, titleTopic } from "./Product.ts"
import { showsPrompt } from "./screen.ts"
import { followScreen } from "./screenLooks.ts"
import { type OpenDoubt, SessionBook, show } from "./SessionBook.ts"

export interface OpenCodeServices extends PaneServices {
  readonly files: FileEvents["Service"]
  readonly count: (type: string) => Effect.Effect<void>
  /** A variable of the daemon's own environment. */
  readonly variable: (name: string) => string | null
}

/** The database changes in batches each 15 to 30 ms while an answer streams. */
const databasePauseMillis = 50
/** A reading takes 1 ms, and 0.4 ms more for each busy session. It is followed by a rest of so many times its length. */
const restFactor = 9
/** A database that is locked or just being made is tried again. */
const againMillis = 300
/** The database is open soon after the start, in the place that counts. */
const openedMillis = 2_000
/** Screens show a new prompt up to 0.3 s after the database has it. */
const doubtMillis = 100
const maxDoubtLooks = 12
/** A word that is counted is a name, not a text. */
const maxWord = 60

/** The variables of a process, else the daemon's own. */
const environmentOf = Effect.fnUntraced(function* (services: OpenCodeServices, product: Product, pid: number) {
  const found = new Map<string, string | null>()
  for (const name of [...product.pathVariables, "XDG_DATA_HOME", "HOME"]) {
    const own = Option.getOrNull(yield* services.table.environment(pid, name))
    found.set(name, own)
  }
  const readable = [...found.values()].some((value) => value !== null)
  return (name: string) => found.get(name) ?? (readable ? null : services.variable(name))
})

const makeHandlers = (product: Product, services: OpenCodeServices, details: ProcessQuestions) => {
  const book = new SessionBook(product)
  const looked = new Map<string, number>()
  /** What the databases were when they were read last. */
  const stamps = new Map<string, string>()
  const restsUntil = new Map<string, number>()

  /** Searches the screens of those that may show a new session for its prompt. */
  const settle = Effect.fnUntraced(function* (
    watch: PaneWatch,
    database: string,
    { lives, prompt, session }: OpenDoubt
  ) {
    const times = (looked.get(session.id) ?? 0) + 1
    if (times > maxDoubtLooks) return
    looked.set(session.id, times)
    const showing: Array<LiveSession> = []
    for (const live of prompt === null ? [] : lives) {
      const screen = yield* watch.look(live.process)
      if (screen !== null && showsPrompt(screen, prompt ?? "")) showing.push(live)
    }
    const unused = lives.filter((live) => live.session === null)
    const able = showing.length === 1 ? showing : times === maxDoubtLooks && unused.length === 1 ? unused : []
    for (const live of able) show(live, session)
    if (able.length > 0) looked.delete(session.id)
    yield* able.length > 0
      ? read(watch, database)
      : watch.later(`doubt ${database}`, doubtMillis, read(watch, database))
  })

  const read = (watch: PaneWatch, database: string): Effect.Effect<void> =>
    Effect.gen(function* () {
      const begun = yield* Clock.currentTimeMillis
      const stamp = sqliteStamp(database, begun)
      const reading = book.read(database, begun)
      const ended = yield* Clock.currentTimeMillis
      if (stamp === null || reading === null) stamps.delete(database)
      else stamps.set(database, stamp)
      restsUntil.set(database, ended + (ended - begun) * restFactor)
      if (reading === null) yield* watch.later(`again ${database}`, againMillis, read(watch, database))
      else if (reading.refused > 0) yield* services.count("query of the database")
      for (const word of reading?.unknown ?? []) yield* services.count(visibleText(word).slice(0, maxWord))
      for (const live of book.using(database)) {
        yield* followScreen(watch, live)
        yield* watch.speak(live.process)
      }
      for (const doubt of reading?.doubts ?? []) yield* settle(watch, database, doubt)
    })

  const readSoon = Effect.fnUntraced(function* (watch: PaneWatch, database: string) {
    const now = yield* Clock.currentTimeMillis
    if (stamps.has(database) && stamps.get(database) === sqliteStamp(database, now)) return
    const wait = (restsUntil.get(database) ?? 0) - now
    if (wait <= 0) return yield* watch.soon(read(watch, database))
    yield* watch.later(`read ${database}`, wait, read(watch, database))
  })

  const follow = (watch: PaneWatch, database: string) => {
    const ours = new Set([basename(database), `${basename(database)}-wal`])
    return Stream.runForEach(services.files.entries(dirname(database), databasePauseMillis), (batch) =>
      batch.length === 0 || batch.some(({ path }) => ours.has(basename(path))) ? readSoon(watch, database) : Effect.void
    )
  }

  const locate = Effect.fnUntraced(function* (watch: PaneWatch, live: LiveSession) {
    const { pid } = live.process
    const environment = yield* environmentOf(services, product, pid)
    const database = databaseFile(product, yield* details.openFiles(pid), environment)
    const before = live.database
    live.database = database
    if (database === before || database === null) return
    if (before !== null && book.using(before).length === 0) yield* watch.letGo(`database ${before}`)
    if (book.using(database).length === 1) yield* watch.beside(`database ${database}`, follow(watch, database))
    yield* read(watch, database)
  })

  return {
    sources: ["screen", "database"] as const,
    knowledge: (process: LiveSession["process"]) =>
      knowledgeOf(product.agent, book.lives.get(process.pid) ?? newLiveSession(process)),
    found: Effect.fnUntraced(function* (watch: PaneWatch, process: LiveSession["process"]) {
      const live = newLiveSession(process)
      book.lives.set(process.pid, live)
      yield* locate(watch, live)
      yield* watch.speak(process)
      yield* watch.later(`locate ${process.pid}`, openedMillis, locate(watch, live))
    }),
    titled: Effect.fnUntraced(function* (watch: PaneWatch, process: LiveSession["process"], before: string) {
      const live = book.lives.get(process.pid)
      if (live === undefined || live.database === null) return
      const isHome = isHomeTitle(product, process.pane?.title ?? "")
      if (live.session !== null && wentHome(live.session, titleTopic(product, before), isHome)) {
        live.left.add(live.session.id)
        show(live, null)
      }
      yield* read(watch, live.database)
    }),
    gone: Effect.fnUntraced(function* (watch: PaneWatch, process: LiveSession["process"]) {
      const database = book.lives.get(process.pid)?.database ?? null
      // The last records tell how the last turn ended, if it did.
      if (database !== null) yield* read(watch, database)
      book.lives.delete(process.pid)
      if (database === null || book.using(database).length > 0) return
      restsUntil.delete(database)
      stamps.delete(database)
      yield* watch.letGo(`database ${database}`)
    })
  }
}

/** All that happens to a product's threads. */
export const openCodeEvents = (
  product: Product,
  services: OpenCodeServices
): Stream.Stream<AgentEvent, WatcherFailed> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const handlers = makeHandlers(product, services, yield* ProcessDetails)
      return paneEvents(services, { agent: product.agent, program: () => product.program, ...handlers })
    })
  )

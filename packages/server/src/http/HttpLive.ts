/** The daemon's HTTP side: both doors open, the daemon published, and everything kept so while it lives. */
import { product } from "@opensessions/protocol/api/Health"
import { Places } from "@opensessions/runtime/config/Places"
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, Layer, Option, Redacted, Ref, Scope } from "effect"
import { HttpRouter } from "effect/http"
import { lstatSync } from "node:fs"
import { type DaemonInfo, publishDaemonInfo, readDaemonInfo, withdrawDaemonInfo } from "../daemon/DaemonInfo.ts"
import { ensureRuntimeDirectory } from "../daemon/runtimeDirectory.ts"
import { SingleInstance } from "../daemon/SingleInstance.ts"
import { keepUp } from "../daemon/upkeep.ts"
import { ApiRoutes } from "./ApiRoutes.ts"
import { DaemonToken } from "./DaemonToken.ts"
import { type App, Doors } from "./Doors.ts"
import { Guard } from "./Guard.ts"
import { Peers } from "./Peers.ts"
import { keepPortOpen } from "./portDoor.ts"

/** Opens the Unix socket, and again where its file is gone; the connections of the former live on. */
const keepSocketOpen = Effect.fnUntraced(function* (app: App, file: string) {
  const doors = yield* Doors
  const scope = yield* Effect.scope
  let inode = yield* doors.openSocket(app, file)
  const reopen = Effect.gen(function* () {
    if (lstatSync(file, { bigint: true, throwIfNoEntry: false })?.ino === inode) return
    inode = yield* Effect.provideService(doors.openSocket(app, file), Scope.Scope, scope)
    yield* Effect.logWarning("the Unix socket was gone and is there again")
  })
  return { reopen }
})

/** Publishes `daemon.json` with the port of the moment; withdrawn with the scope, if it is still ours. */
const makePublication = Effect.fnUntraced(function* (places: DaemonPlaces) {
  const token = yield* DaemonToken
  const store = yield* SessionStore
  const published = yield* Ref.make<DaemonInfo | null>(null)
  yield* Effect.addFinalizer(() =>
    Effect.flatMap(Ref.get(published), (info) => (info === null ? Effect.void : withdrawDaemonInfo(places, info)))
  )
  const announce = Effect.fnUntraced(function* (port: number | null) {
    const { version, key, pid, startedAt } = (yield* store.state).server
    const secret = Redacted.value(token.value)
    const info = { product, version, key, pid, startedAt, port, socket: places.socketFile, token: secret }
    yield* Ref.set(published, info)
    yield* publishDaemonInfo(places, info).pipe(Effect.catch((error) => Effect.logError(error.message)))
  })
  const again = Effect.gen(function* () {
    const info = yield* Ref.get(published)
    const found = yield* readDaemonInfo(places)
    if (info === null || (Option.isSome(found) && found.value.token === info.token)) return
    yield* publishDaemonInfo(places, info)
    yield* Effect.logWarning("daemon.json was gone and is there again")
  })
  return { announce, again }
})

const make = Effect.gen(function* () {
  const places = yield* Places
  const instance = yield* SingleInstance
  const app = yield* HttpRouter.toHttpEffect(ApiRoutes)
  const socket = yield* keepSocketOpen(app, places.socketFile)
  const publication = yield* makePublication(places)
  yield* keepPortOpen(app, publication.announce)
  const mend = Effect.gen(function* () {
    yield* ensureRuntimeDirectory(places)
    yield* instance.renew
    yield* socket.reopen
    yield* publication.again
  })
  yield* Effect.forkScoped(keepUp(places.runtimeDirectory, mend))
})

/** With other limits than the usual ones. */
export const httpWith = (doors: typeof Doors.layer, guard: typeof Guard.layer) =>
  Layer.effectDiscard(make).pipe(
    Layer.provide(doors),
    Layer.provide(guard),
    Layer.provide([DaemonToken.layer, Peers.layer])
  )

/** Ready when both doors are open and `daemon.json` names them. */
export const HttpLive = httpWith(Doors.layer, Guard.layer)

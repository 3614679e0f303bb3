/** Keeps the TCP port that the settings want open, or the next free one above (S45). */
import type { Config as UserConfig } from "@opensessions/runtime/config/Settings"
import { Settings } from "@opensessions/runtime/config/Settings"
import { Places } from "@opensessions/runtime/config/Places"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Config, Deferred, Effect, FiberHandle, Stream } from "effect"
import { probePort } from "../client/probe.ts"
import { hostNotice, portNotice, portsToTry, wantedPort } from "../daemon/portChoice.ts"
import { type App, Doors } from "./Doors.ts"

const firstFree = Effect.fnUntraced(function* (app: App, wanted: number) {
  const doors = yield* Doors
  for (const port of portsToTry(wanted)) {
    const bound = yield* Effect.option(doors.openPort(app, port))
    if (bound._tag === "Some") return bound.value
  }
  return null
})

const holderOf = (port: number) =>
  Effect.map(probePort(port), ({ _tag }) =>
    _tag === "Daemon" ? "the opensessions of another tmux server" : "another program"
  )

const variable = (name: string) => Effect.orDie(Config.String(name).pipe(Config.withDefault("")))

/** Opens a port as long as the scope is open, and says where something is not as wanted. */
const openWanted = Effect.fnUntraced(function* (app: App, wanted: number) {
  const store = yield* SessionStore
  const port = yield* firstFree(app, wanted)
  const text = port === wanted ? null : portNotice(wanted, port, yield* holderOf(wanted))
  yield* text === null ? Effect.logInfo(`listening on port ${port} and the Unix socket`) : Effect.logWarning(text)
  yield* store.apply(Fact.PortBound({ port }), Fact.NoticeChanged({ key: "port", text }))
  return port
})

/** Returns when the first port is open. A changed setting opens another and closes the former. */
export const keepPortOpen = Effect.fnUntraced(function* <E, R>(
  app: App,
  onOpen: (port: number | null) => Effect.Effect<void, E, R>
) {
  const { tmuxSocket, key } = yield* Places
  const settings = yield* Settings
  const environment = yield* variable("OPENSESSIONS_PORT")
  const host = hostNotice(yield* variable("OPENSESSIONS_HOST"))
  if (host !== null) {
    yield* Effect.logWarning(host)
    yield* Effect.flatMap(SessionStore, (store) => store.submit(Fact.NoticeChanged({ key: "host", text: host })))
  }
  const handle = yield* FiberHandle.make()
  const opened = yield* Deferred.make<void, E>()

  const door = (wanted: number) =>
    openWanted(app, wanted).pipe(
      Effect.flatMap(onOpen),
      Effect.andThen(Deferred.succeed(opened, undefined)),
      Effect.tapCause((cause) => Deferred.failCause(opened, cause)),
      Effect.andThen(Effect.never),
      Effect.scoped
    )

  const wantedFor = ({ port }: UserConfig) => wantedPort({ environment, config: port ?? null, tmuxSocket, key })

  yield* settings.changes.pipe(
    Stream.map(wantedFor),
    Stream.changes,
    Stream.runForEach((wanted) => FiberHandle.run(handle, door(wanted))),
    Effect.forkScoped
  )
  yield* Deferred.await(opened)
})

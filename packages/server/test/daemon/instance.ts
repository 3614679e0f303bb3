/** A daemon reduced to its HTTP side, as a program: says `won` when it is ready, else why it is not. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Commands } from "@opensessions/runtime/commands/Commands"
import { Places } from "@opensessions/runtime/config/Places"
import { Settings } from "@opensessions/runtime/config/Settings"
import { Journal } from "@opensessions/runtime/journal/Journal"
import { Notifications } from "@opensessions/runtime/notifications/Notifications"
import { Lookups } from "@opensessions/runtime/panes/Lookups"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Explain } from "@opensessions/runtime/store/Explain"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Console, Effect, Layer, Logger, Stream } from "effect"
import { Diagnostics } from "../../src/daemon/Diagnostics.ts"
import { SingleInstance } from "../../src/daemon/SingleInstance.ts"
import { HttpLive } from "../../src/http/HttpLive.ts"

const server = { version: "0", port: null, pid: process.pid, startedAt: 1 }

const Store = Layer.unwrap(Effect.map(Places, ({ key }) => SessionStore.layer({ ...server, key }, "/")))

const Rest = Layer.mergeAll(
  Store,
  Layer.mock(Commands, {}),
  Layer.mock(Journal, {}),
  Layer.mock(Notifications, {}),
  Layer.mock(Lookups, {}),
  Layer.mock(Explain, { explain: () => Effect.succeed([]) }),
  Layer.mock(ProcessTable, { startedAt: () => null, lineage: () => Effect.succeed([]) }),
  Layer.mock(Diagnostics, { current: Effect.succeed({ watchers: [], plugins: [], unknownTmuxLines: {} }) }),
  Layer.mock(Settings, { changes: Stream.concat(Stream.succeed({}), Stream.never) })
)

const Daemon = HttpLive.pipe(
  Layer.provideMerge(Rest),
  Layer.provideMerge(SingleInstance.layer),
  Layer.provide(Places.layer)
)

Effect.andThen(Console.log("won"), Effect.never).pipe(
  Effect.provide(Daemon),
  Effect.catch((error) => Effect.andThen(Console.log(`${error._tag}: ${error.message}`), Effect.fail(error))),
  Effect.provide(Logger.layer([])),
  NodeRuntime.runMain({ disableErrorReporting: true })
)

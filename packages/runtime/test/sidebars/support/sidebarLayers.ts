/** Sidebars and commands over a real private tmux, composed as the daemon composes them. */
import { fileURLToPath } from "node:url"
import { Effect, Layer, Stream } from "effect"
import { Places } from "../../../src/config/Places.ts"
import type { DaemonPlaces } from "../../../src/config/DaemonPlaces.ts"
import { type Config, Settings } from "../../../src/config/Settings.ts"
import { SessionOrder } from "../../../src/config/SessionOrder.ts"
import { topologyFeed } from "../../../src/feeds/topologyFeed.ts"
import { Commands } from "../../../src/commands/Commands.ts"
import { ringFeed } from "../../../src/commands/ringFeed.ts"
import { sidebarFeed } from "../../../src/feeds/sidebarFeed.ts"
import { Multiplexers } from "../../../src/multiplexer/Multiplexers.ts"
import { PaneScreens } from "../../../src/panes/PaneScreens.ts"
import { Sidebars } from "../../../src/sidebars/Sidebars.ts"
import { SessionStore } from "../../../src/store/SessionStore.ts"
import { Tmux } from "../../../src/tmux/Tmux.ts"
import { TmuxTopology } from "../../../src/tmux/TmuxTopology.ts"
import { TestServer } from "../../tmux/support/TestServer.ts"

const installation = fileURLToPath(new URL("../../../../..", import.meta.url)).replace(/\/$/, "")

const places = (tmuxSocket: string): DaemonPlaces => ({
  tmuxSocket,
  key: 1,
  runtimeDirectory: "/nowhere",
  socketFile: "/nowhere/daemon.sock",
  infoFile: "/nowhere/daemon.json",
  logFile: "/nowhere/daemon.log",
  configDirectory: "/nowhere",
  stateDirectory: "/nowhere",
  installation
})

const server = { version: "0", key: 1, port: null, pid: 1, startedAt: 1 }

/**
 * Everything of a daemon that sidebars and commands need. `config` is what `config.json` says. Its end is like that of a
 * daemon that is killed: the sidebars stay.
 */
export const daemon = (config: Config = {}) =>
  Layer.unwrap(
    Effect.map(TestServer, ({ socketPath }) => {
      const settings = Layer.mock(Settings, {
        current: Effect.succeed(config),
        changes: Stream.make(config),
        set: () => Effect.void
      })
      const order = Layer.mock(SessionOrder, { save: () => Effect.void })
      const tmux = Layer.provideMerge(TmuxTopology.layer, Tmux.layer(socketPath))
      const store = Layer.provideMerge(
        topologyFeed.pipe(Layer.provideMerge(Multiplexers.layer)),
        SessionStore.layer(server, "/home/me")
      )
      return Layer.mergeAll(sidebarFeed, ringFeed).pipe(
        Layer.provideMerge(Commands.layer.pipe(Layer.provide([PaneScreens.layer, order]))),
        Layer.provideMerge(Sidebars.layer),
        Layer.provideMerge(store),
        Layer.provideMerge(tmux),
        Layer.provide([settings, Layer.succeed(Places, places(socketPath))])
      )
    })
  )

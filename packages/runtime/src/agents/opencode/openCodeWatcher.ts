/** Makes the watcher of a product that keeps OpenCode's database. */
import { Config, Effect, Layer, Option } from "effect"
import { FileEvents } from "../../files/FileEvents.ts"
import { ProcessTable } from "../../processes/ProcessTable.ts"
import { AgentPanes } from "../AgentPanes.ts"
import { AgentWatchers } from "../AgentWatchers.ts"
import { openCodeEvents, type OpenCodeServices } from "./openCodeEvents.ts"
import type { Product } from "./Product.ts"

/** A layer that registers the watcher of this product. */
export const openCodeWatcher = (product: Product) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const watchers = yield* AgentWatchers
      const own = new Map<string, string>()
      for (const name of [...product.pathVariables, "XDG_DATA_HOME", "HOME"]) {
        const value = Option.getOrNull(yield* Config.option(Config.String(name)))
        if (value !== null) own.set(name, value)
      }
      const services: OpenCodeServices = {
        files: yield* FileEvents,
        table: yield* ProcessTable,
        panes: yield* AgentPanes,
        count: (type) => watchers.countUnknown(product.agent, type),
        variable: (name) => own.get(name) ?? null
      }
      yield* watchers.register({ name: product.agent, events: openCodeEvents(product, services) })
    })
  )

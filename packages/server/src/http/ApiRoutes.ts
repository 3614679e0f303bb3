/** Every route with its handlers, over the services that the whole daemon shares. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AgentReportHandlers } from "./AgentReportHandlers.ts"
import { CommandsHandlers } from "./CommandsHandlers.ts"
import { DescriptionRoutes } from "./DescriptionRoutes.ts"
import { HistoryHandlers } from "./HistoryHandlers.ts"
import { MetadataHandlers } from "./MetadataHandlers.ts"
import { ReadingHandlers } from "./ReadingHandlers.ts"
import { RequestRulesLive } from "./RequestRulesLive.ts"
import { RpcRoutes } from "./RpcRoutes.ts"

const handlers = Layer.mergeAll(
  MetadataHandlers,
  AgentReportHandlers,
  ReadingHandlers,
  HistoryHandlers,
  CommandsHandlers
)

export const ApiRoutes = Layer.mergeAll(
  HttpApiBuilder.layer(OpenSessionsApi).pipe(Layer.provide(handlers), Layer.provide(RequestRulesLive)),
  DescriptionRoutes,
  RpcRoutes
).pipe(Layer.provide(NodeHttpServer.layerHttpServices))

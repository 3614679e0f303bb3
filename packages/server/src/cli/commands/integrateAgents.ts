/** What `opensessions integrate` does. Apart, because no other command should load it. */
import { Places } from "@opensessions/runtime/config/Places"
import type { Change } from "@opensessions/runtime/integrations/install/editTarget"
import {
  type AgentIntegration,
  agentIntegrations,
  integratedAgents
} from "@opensessions/runtime/integrations/install/agentIntegrations"
import {
  integrateAgent,
  type Integrated,
  integrationStatus,
  isPresent,
  separateAgent
} from "@opensessions/runtime/integrations/install/integrate"
import { Console, Effect, Option } from "effect"
import { agentHomes } from "../agentHomes.ts"
import { CliFailed } from "../CliFailed.ts"
import { printJson } from "../printJson.ts"
import { Reader } from "../Reader.ts"
import { changeLines, changeRecord, statusLines, statusRecord } from "../text/integrations.ts"

export interface IntegrateRequest {
  readonly agent: Option.Option<string>
  readonly status: boolean
  readonly uninstall: boolean
  readonly json: boolean
}

const meant = (name: Option.Option<string>): Effect.Effect<ReadonlyArray<AgentIntegration>, CliFailed> => {
  if (Option.isNone(name)) return Effect.succeed(agentIntegrations)
  const found = agentIntegrations.filter(({ agent }) => agent === name.value)
  const reason = `there is no integration for '${name.value}'; there is one for: ${integratedAgents.join(", ")}`
  return found.length > 0 ? Effect.succeed(found) : Effect.fail(new CliFailed({ reason, status: 2 }))
}

/** What was not done although it was asked for. A file of several that stays as it is for a good reason is none of it. */
const refusedOf = ({ changes }: Integrated): ReadonlyArray<Change> => {
  const failed = changes.filter(({ done }) => done === "failed")
  return failed.length > 0 || !changes.every(({ done }) => done === "left") ? failed : changes
}

const refusalOf = (one: Integrated): string =>
  `${one.agent} is left as it is: ${refusedOf(one)
    .map(({ reason, target }) => `${target.file}: ${reason}`)
    .join("; ")}`

const showStatus = Effect.fnUntraced(function* (chosen: ReadonlyArray<AgentIntegration>, json: boolean) {
  const homes = yield* agentHomes
  const found = yield* Effect.forEach(chosen, (one) => integrationStatus(homes, one, true), { concurrency: 4 })
  if (json) return yield* printJson(found.map(statusRecord))
  const { paint } = yield* Reader
  yield* Console.log(statusLines(found, homes.home, paint).join("\n"))
})

const change = Effect.fnUntraced(function* (
  chosen: ReadonlyArray<AgentIntegration>,
  json: boolean,
  edit: typeof integrateAgent
) {
  const homes = yield* agentHomes
  const { stateDirectory } = yield* Places
  const done = yield* Effect.forEach(chosen, (one) => edit(homes, `${stateDirectory}/integrations.json`, one))
  if (json) yield* printJson(done.map(changeRecord))
  else yield* Console.log(changeLines(done, homes.home, (yield* Reader).paint).join("\n"))
  const refused = done.filter((one) => refusedOf(one).length > 0)
  if (refused.length > 0) return yield* new CliFailed({ reason: refused.map(refusalOf).join("; "), status: 1 })
})

/** Does it, and says what it did. */
export const integrateAgents = Effect.fn("integrateAgents")(function* (request: IntegrateRequest) {
  const { agent, json, status, uninstall } = request
  if (status && uninstall) return yield* new CliFailed({ reason: "give either --status or --uninstall", status: 2 })
  const named = yield* meant(agent)
  if (status) return yield* showStatus(named, json)
  if (uninstall) return yield* change(named, json, separateAgent)
  const homes = yield* agentHomes
  const chosen = Option.isSome(agent) ? named : named.filter((one) => isPresent(homes, one))
  if (chosen.length === 0)
    return yield* new CliFailed({ reason: `none of ${integratedAgents.join(", ")} is used here`, status: 1 })
  yield* change(chosen, json, integrateAgent)
})

/** Integrates agents, takes that back, and tells how things stand. */
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { type AgentHomes, type AgentIntegration } from "./agentIntegrations.ts"
import { type Change, install, readTarget, type TargetState, uninstall } from "./editTarget.ts"
import { programVersion } from "./programVersion.ts"
import type { Standing } from "./Target.ts"

export interface IntegrationStatus {
  readonly agent: string
  /** Its configuration or its program is on this machine. */
  readonly present: boolean
  readonly state: "installed" | "outdated" | "not installed"
  readonly files: ReadonlyArray<TargetState>
}

/** What was done for an agent. */
export interface Integrated {
  readonly agent: string
  readonly changes: ReadonlyArray<Change>
  /** What is left to do for the user; null where nothing was changed. */
  readonly note: string | null
}

const isInPath = ({ variable }: AgentHomes, program: string): boolean =>
  (variable("PATH") ?? "").split(":").some((directory) => directory !== "" && existsSync(`${directory}/${program}`))

/** Whether this agent is used on this machine. */
export const isPresent = (homes: AgentHomes, { directory, program }: AgentIntegration): boolean =>
  existsSync(directory(homes)) || isInPath(homes, program)

/** Of what can be there, is all of it? */
const stateOf = (standings: ReadonlyArray<Standing>): IntegrationStatus["state"] => {
  const ours = standings.filter(({ _tag }) => _tag !== "Foreign")
  if (ours.every(({ _tag }) => _tag === "Absent")) return "not installed"
  return ours.every(({ _tag }) => _tag === "Installed") ? "installed" : "outdated"
}

const versionFor = (homes: AgentHomes, { program, versioned }: AgentIntegration) =>
  versioned && isInPath(homes, program) ? programVersion(program) : Effect.succeed(null)

/** `ask`: runs the agent for its version, where that decides what is right. */
export const integrationStatus = Effect.fn("integrationStatus")(function* (
  homes: AgentHomes,
  integration: AgentIntegration,
  ask: boolean
) {
  const version = ask ? yield* versionFor(homes, integration) : null
  const files = yield* Effect.forEach(integration.targets(homes, version), readTarget)
  const { agent } = integration
  const state = stateOf(files.map(({ standing }) => standing))
  return { agent, present: isPresent(homes, integration), state, files } satisfies IntegrationStatus
})

const isChange = ({ done }: Change): boolean => done !== "unchanged" && done !== "left" && done !== "failed"

/** Puts its part in place. `records` is the file of the undo records. */
export const integrateAgent = Effect.fn("integrateAgent")(function* (
  homes: AgentHomes,
  records: string,
  integration: AgentIntegration
): Effect.fn.Return<Integrated> {
  const version = yield* versionFor(homes, integration)
  const changes = yield* Effect.forEach(integration.targets(homes, version), (target) => install(records, target))
  return { agent: integration.agent, changes, note: changes.some(isChange) ? integration.note : null }
})

/** Takes its part away, in the reverse order, so that directories that were made for it are empty at the end. */
export const separateAgent = Effect.fn("separateAgent")(function* (
  homes: AgentHomes,
  records: string,
  integration: AgentIntegration
): Effect.fn.Return<Integrated> {
  const changes = yield* Effect.forEach(integration.targets(homes, null).toReversed(), (target) =>
    uninstall(records, target)
  )
  return { agent: integration.agent, changes, note: null }
})

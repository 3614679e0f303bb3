/** The integrations of the agents that are used here: is what was put there still right? */
import { agentIntegrations } from "@opensessions/runtime/integrations/install/agentIntegrations"
import { integrationStatus, type IntegrationStatus } from "@opensessions/runtime/integrations/install/integrate"
import { Effect } from "effect"
import { agentHomes } from "../agentHomes.ts"
import { type Check, fine, note, problem } from "./Check.ts"

/** What was found of one. Pure. */
export const judgeIntegration = ({ agent, files, state }: IntegrationStatus): Check => {
  const name = `hooks ${agent}`
  const places = files.filter(({ standing }) => standing._tag !== "Absent" && standing._tag !== "Foreign")
  switch (state) {
    case "installed":
      return fine(name, places.map(({ target }) => target.file).join(", "))
    case "outdated":
      return problem(
        name,
        `${places.map(({ target }) => target.file).join(", ")} is of another version or installation`,
        `run: opensessions integrate ${agent}`
      )
    case "not installed":
      return note(name, "not integrated; its state is told from outside")
  }
}

/** Runs no agent for its version, which would take half a second each. */
export const checkIntegrations = Effect.gen(function* () {
  const homes = yield* agentHomes
  const all = yield* Effect.forEach(agentIntegrations, (one) => integrationStatus(homes, one, false))
  return all.filter(({ present }) => present).map(judgeIntegration)
})

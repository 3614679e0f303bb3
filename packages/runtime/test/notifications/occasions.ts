/** State documents with agents, for what is told about them. */
import type { Agent } from "@opensessions/protocol/Agent"
import type { State } from "@opensessions/protocol/State"
import { initialModel, type Model } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { session } from "../journal/entries.ts"

export const startedAt = 10_000

export const model: Model = initialModel({ version: "1", key: 1, port: null, pid: 1, startedAt }, "/home/me")

const empty = project(model, null)

/** One session `api` with these agents. */
export const stateWith = (...agents: ReadonlyArray<Agent>): State => ({
  ...empty,
  sessions: [{ ...session("$1", "api", ...agents), unseen: agents.some(({ unseen }) => unseen) }]
})

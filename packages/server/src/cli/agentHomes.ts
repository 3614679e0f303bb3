/** Where this user's agents are configured. */
import { Places } from "@opensessions/runtime/config/Places"
import type { AgentHomes } from "@opensessions/runtime/integrations/install/agentIntegrations"
import { Effect } from "effect"
import { homedir } from "node:os"

export const agentHomes = Effect.map(Places, ({ installation }): AgentHomes => ({
  home: homedir(),
  installation,
  variable: (name) => process.env[name] || null
}))

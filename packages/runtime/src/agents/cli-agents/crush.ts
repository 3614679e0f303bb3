/** Charm's Crush. */
import type { CliAgent } from "./CliAgent.ts"

export const crush: CliAgent = {
  agent: "crush",
  program: {
    names: ["crush"],
    packages: ["@charmland/crush"],
    notWith:
      /^(?:completion|dirs|help|login|logout|logs|models|projects|schema|server|session|stats|update-providers|--help|-h|--version|-v)$/
  },
  provenance: "its documentation of the command line; its screens were not seen, so it has no rules",
  screen: []
}

/** Factory's Droid. */
import type { CliAgent } from "./CliAgent.ts"

export const droid: CliAgent = {
  agent: "droid",
  program: {
    names: ["droid"],
    packages: ["@factory/cli"],
    notWith: /^(?:exec|daemon|mcp|plugin|update|computer|help|--help|-h|--version|-v)$/
  },
  provenance: "its documentation of the command line; its screens were not seen, so it has no rules",
  screen: []
}

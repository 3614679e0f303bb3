/** Kimi's agent in the terminal. */
import type { CliAgent } from "./CliAgent.ts"

export const kimi: CliAgent = {
  agent: "kimi",
  program: {
    names: ["kimi", "kimi-cli"],
    packages: ["@moonshot-ai/kimi-code"],
    module: "kimi_cli",
    notWith: /^(?:acp|mcp|info|export|login|logout|server|web|term|help|--help|-h|--version|-V|--print|-p)$/
  },
  provenance: "its documentation of the command line; its screens were not seen, so it has no rules",
  screen: []
}

/** Cursor's agent in the terminal. */
import type { CliAgent } from "./CliAgent.ts"

export const cursor: CliAgent = {
  agent: "cursor",
  program: {
    names: ["cursor-agent"],
    // Its own launcher runs a Node of its own on a file in a directory of this name.
    file: /\/cursor-agent\/versions\/[^/]+\/index\.js$/,
    notWith: /^(?:login|logout|status|whoami|models|update|upgrade|ls|mcp|help|--help|-h|--version|-v|-p|--print)$/
  },
  provenance: "its documentation of the command line; its screens were not seen, so it has no rules",
  screen: []
}

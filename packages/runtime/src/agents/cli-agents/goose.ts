/** Goose. */
import type { CliAgent } from "./CliAgent.ts"

export const goose: CliAgent = {
  agent: "goose",
  // A tool for databases has this name, too; it always has words, and other ones.
  program: { names: ["goose"], onlyWith: /^(?:session|s|run)$/ },
  provenance: "its documentation of the command line; its screens were not seen, so it has no rules",
  screen: []
}

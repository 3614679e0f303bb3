/** Which processes are Gemini CLI. It starts itself a second time with more memory; the first one is found. */
import type { NamedProgram } from "../namedProgram.ts"

export const geminiProgram: NamedProgram = {
  names: ["gemini"],
  packages: ["@google/gemini-cli"],
  notWith: /^(?:mcp|extensions|extension|skills|skill|hooks|hook|gemma|--help|-h|--version|-v|-p|--prompt|--acp)$/
}

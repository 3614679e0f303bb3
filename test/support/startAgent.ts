/** Starts agent doubles in panes by typing their name, as a person would. */
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Agent } from "./Agent.ts"
import { ClaudeDouble } from "./ClaudeDouble.ts"
import type { TmuxWorld } from "./TmuxWorld.ts"

const double = fileURLToPath(new URL("./agentDouble.ts", import.meta.url))

/** A double with this name in the pane's shell. */
export const startAgent = async (t: TmuxWorld, pane: string, name: string): Promise<Agent> => {
  const program = join(t.scratch.bin, name)
  if (!existsSync(program))
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${double}' ${name}\n`, { mode: 0o755 })
  await t.tmux.run("send-keys", "-t", pane, name, "Enter")
  return Agent.at(join(t.scratch.agents, `${pane.slice(1)}.sock`)).catch(async (cause) => {
    const screen = await t.tmux.run("capture-pane", "-p", "-t", pane)
    throw new Error(`${name} did not start in ${pane}:\n${screen.join("\n").trimEnd()}`, { cause })
  })
}

/** Claude Code in the pane's shell, at rest. */
export const startClaude = async (t: TmuxWorld, pane: string, name?: string): Promise<ClaudeDouble> => {
  const agent = await startAgent(t, pane, "claude")
  const tmux = await t.tmux.format("#{session_name}:#{window_id}.#{pane_id}", pane)
  return ClaudeDouble.started(agent, { home: t.scratch.home, tmux, ...(name === undefined ? {} : { name }) })
}

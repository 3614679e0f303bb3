/**
 * Finds an agent in a pane: the topmost process below the pane's foreground job that is the wanted program. It looks
 * through runtimes, package runners, shells, `sudo`, `env` and editors, and not into other agents: what runs there is
 * a tool of theirs.
 */
import { Effect, Option } from "effect"
import type { ProcessTable } from "../processes/ProcessTable.ts"
import type { ProcessInfo } from "../processes/ProcessInfo.ts"
import type { AgentPane } from "./AgentPane.ts"
import type { ProcessQuestions } from "./ProcessQuestions.ts"

/** A process as it is recognized: by the name of its executable and its command line. */
export interface ProcessLook {
  readonly name: string
  readonly words: ReadonlyArray<string>
}

/** Which processes are the agent. */
export interface ProgramPattern {
  /** Names of executables that may be the agent; only these are asked for their words. */
  readonly names: RegExp
  readonly matches: (look: ProcessLook) => boolean
  /** What the path of its executable is, too, where a process may call itself as it likes. */
  readonly executable?: RegExp
}

/** Below the foreground job no more than so many processes are looked at: builds have thousands, agents are near. */
const maxVisited = 64

/** Agents as their processes are called; Claude Code's own program may be called after its version. */
const anyAgent =
  /^(?:claude|\d+\.\d+\.\d+|codex|opencode|kilo|kilocode|pi|amp|gemini|copilot|cursor-agent|aider|goose|droid|kimi|qwen|crush)$/

/** The same as the command that a runtime runs. */
const command =
  /\/(?:bin|\.bin)\/(claude|codex|opencode|kilo|pi|amp|gemini|copilot|cursor-agent|aider|goose|droid|kimi|qwen|crush)$/
const runtime = /^(?:node|node-MainThread|MainThread|bun|python[\d.]*)$/

/** Whether an agent's process is called so. */
export const isAgentName = (name: string): boolean => anyAgent.test(name)

/** The same, or a runtime, which may run one. */
export const mayBeAgent = (name: string): boolean => anyAgent.test(name) || runtime.test(name)

/** Another agent; a script that starts the wanted program is none. */
const isOther = (program: ProgramPattern, { name, words }: ProcessLook): boolean => {
  if (anyAgent.test(name)) return true
  if (!runtime.test(name)) return false
  const run = words.slice(1, 4).flatMap((word) => command.exec(word)?.[1] ?? [])
  return run.some((one) => !program.names.test(one))
}

/** The process where the search begins: the leader of the foreground job, else the pane's own process. */
export const frontOf = Effect.fnUntraced(function* (table: ProcessTable["Service"], pane: AgentPane) {
  const own = Option.getOrNull(yield* table.info(pane.pid))
  if (own === null || own.zombie) return null
  const { foregroundGroup } = own
  if (foregroundGroup <= 0 || foregroundGroup === pane.pid) return own
  const leader = Option.getOrNull(yield* table.info(foregroundGroup))
  // The first of a pipeline may have ended while the others run.
  return leader === null || leader.zombie ? own : leader
})

/** Null where the pane has no such process in its foreground. */
export const findAgentProcess = Effect.fnUntraced(function* (
  table: ProcessTable["Service"],
  details: ProcessQuestions,
  pane: AgentPane,
  program: ProgramPattern
) {
  const first = yield* frontOf(table, pane)
  let level: ReadonlyArray<ProcessInfo> = first === null ? [] : [first]
  for (let visited = 0; level.length > 0;) {
    const next: Array<ProcessInfo> = []
    for (const info of level) {
      if (++visited > maxVisited) return null
      const { name, pid } = info
      const words = program.names.test(name) || runtime.test(name) ? yield* details.words(pid) : []
      const isNamed = program.names.test(name) && program.matches({ name, words })
      if (isNamed && (program.executable?.test((yield* details.executable(pid)) ?? "") ?? true)) return info
      if (isOther(program, { name, words })) continue
      for (const child of yield* details.children(pid)) {
        const found = Option.getOrNull(yield* table.info(child))
        if (found !== null && !found.zombie) next.push(found)
      }
    }
    level = next
  }
  return null
})

/**
 * Claude Code in panes as far as its files tell: a quiet process in each pane, whose live record and transcript the
 * bench itself writes. So fifty of them cost nothing beside what is measured.
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { TmuxWorld } from "../test/support/TmuxWorld.ts"

export interface PaneAgent {
  readonly pid: number
  readonly threadId: string
  readonly transcript: string
}

/** Thread ids, in the order of their agents. */
const threadIdOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`

const startTicks = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, "x x").split(" ")[21] ?? ""

/** A session for each of `count` agents, each in a directory of its own or all in one. */
export const agentSessions = (count: number, directory: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `agent-${String(i).padStart(2, "0")}`,
      { command: "sleep 100000", directory: directory(i) }
    ])
  )

/** One line as the program writes it between two tools. */
export const transcriptLine = (agent: PaneAgent, number: number, prompt: string | null = null): string => {
  const common = { timestamp: new Date().toISOString(), sessionId: agent.threadId, isSidechain: false }
  const tool = `toolu_${agent.pid}_${number >> 1}`
  const usage = { input_tokens: number, output_tokens: 40, cache_read_input_tokens: 1000 }
  const call = {
    id: `msg_${number}`,
    role: "assistant",
    model: "model",
    stop_reason: "tool_use",
    usage,
    content: [{ type: "tool_use", id: tool, name: "Read", input: { file_path: "/work/src/file.ts" } }]
  }
  const result = {
    role: "user",
    content: [{ type: "tool_result", tool_use_id: tool, content: "a line of text\n".repeat(20) }]
  }
  const record =
    prompt !== null
      ? { type: "user", promptSource: "typed", message: { role: "user", content: prompt } }
      : number % 2 === 0
        ? { type: "assistant", message: call }
        : { type: "user", message: result }
  return `${JSON.stringify({ ...record, ...common })}\n`
}

export const append = (agent: PaneAgent, text: string): void => appendFileSync(agent.transcript, text)

/** Says what an agent does, in its live record. */
export const tell = (home: string, agent: PaneAgent, cwd: string, status: string): void => {
  const now = Date.now()
  const record = {
    pid: agent.pid,
    sessionId: agent.threadId,
    cwd,
    procStart: startTicks(agent.pid),
    startedAt: now,
    status,
    statusUpdatedAt: now
  }
  writeFileSync(join(home, ".claude", "sessions", `${agent.pid}.json`), JSON.stringify(record))
}

/** Makes the quiet processes of all sessions of `agentSessions` into agents that are at work. */
export const startAgents = async (world: TmuxWorld): Promise<ReadonlyArray<PaneAgent>> => {
  const { home } = world.scratch
  mkdirSync(join(home, ".claude", "sessions"), { recursive: true })
  const format = "#{session_name} #{pane_pid} #{pane_current_path}"
  const own = ["-f", "#{?@opensessions-sidebar,0,1}"]
  const panes = await world.tmux.run("list-panes", "-a", ...own, "-F", format)
  return panes.flatMap((line) => {
    const [, name = "", pid = "", cwd = ""] = /^(\S+) (\d+) (.*)$/.exec(line) ?? []
    const [, index] = /^agent-(\d+)$/.exec(name) ?? []
    if (index === undefined) return []
    const folder = join(home, ".claude", "projects", cwd.replace(/[^A-Za-z0-9]/g, "-"))
    mkdirSync(folder, { recursive: true })
    const threadId = threadIdOf(Number(index))
    const agent = { pid: Number(pid), threadId, transcript: join(folder, `${threadId}.jsonl`) }
    append(agent, transcriptLine(agent, 0, `work of ${name}`))
    tell(home, agent, cwd, "busy")
    return [agent]
  })
}

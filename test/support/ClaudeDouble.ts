/**
 * Claude Code as it looks from outside: its live record, its transcript, its title, its screen. The fields are those
 * that are read, the order of writes that of the real program (version 2.1.330).
 */
import { randomUUID } from "node:crypto"
import { join } from "node:path"
import type { Agent } from "./Agent.ts"
import type { AgentStep } from "./agentSteps.ts"

type Status = "idle" | "busy" | "waiting" | "shell"

export interface ClaudeOptions {
  readonly home: string
  /** Where it runs, as it writes it: `api:@1.%4`. */
  readonly tmux: string
  /** What it calls its thread. */
  readonly name?: string
}

export class ClaudeDouble {
  readonly agent: Agent
  #sessionId: string = randomUUID()
  #name: string
  #prompts = 0
  #openTool: string | null = null
  readonly #home: string
  readonly #tmux: string
  readonly #startedAt = Date.now()

  private constructor(agent: Agent, options: ClaudeOptions) {
    this.agent = agent
    this.#home = options.home
    this.#tmux = options.tmux
    this.#name = options.name ?? "working-0a"
  }

  /** Right after its start: the record is there, the transcript is not. */
  static async started(agent: Agent, options: ClaudeOptions): Promise<ClaudeDouble> {
    const claude = new ClaudeDouble(agent, options)
    const record = claude.#record("idle")
    await agent.play({ do: "removeAtExit", path: claude.recordPath }, ...record, ...claude.#shows("✳", ["> "]))
    return claude
  }

  get sessionId(): string {
    return this.#sessionId
  }

  get recordPath(): string {
    return join(this.#home, ".claude", "sessions", `${this.agent.self.pid}.json`)
  }

  get transcriptPath(): string {
    const encoded = this.agent.self.cwd.replace(/[^A-Za-z0-9]/g, "-")
    return join(this.#home, ".claude", "projects", encoded, `${this.#sessionId}.jsonl`)
  }

  /** A person gives it work. */
  prompt(text: string): Promise<string> {
    this.#prompts++
    const user = { role: "user", content: text }
    const line = this.#line({ type: "user", message: user, promptSource: "typed", turnOrigin: "human" })
    return this.agent.play(...this.#record("busy"), ...this.#shows("◐", [`> ${text}`, "esc to interrupt"]), line)
  }

  /** It says something and starts a tool; nothing is asked. */
  runsTool(name: string, input: unknown): Promise<string> {
    return this.agent.play(this.#toolUse(name, input), ...this.#shows("◑", [`${name}`, "esc to interrupt"]))
  }

  /** It wants to run a tool and asks. */
  asksPermission(name: string, input: unknown): Promise<string> {
    return this.agent.play(
      ...this.#record("waiting", "permission prompt"),
      this.#toolUse(name, input),
      ...this.#shows("✳", [name, "Do you want to proceed?", "❯ 1. Yes", "  2. No"])
    )
  }

  /** It asks a question with answers to choose from. */
  asksQuestion(question: string): Promise<string> {
    return this.agent.play(
      ...this.#record("waiting", "input needed"),
      this.#toolUse("AskUserQuestion", { questions: [{ question }] }),
      ...this.#shows("✳", [question, "Enter to select"])
    )
  }

  /** The tool ran to its end, or the person said yes and it did. */
  goesOn(): Promise<string> {
    return this.agent.play(...this.#record("busy"), this.#toolResult(), ...this.#shows("◐", ["esc to interrupt"]))
  }

  /** The turn ends in order. */
  finishes(text: string): Promise<string> {
    return this.agent.play(
      this.#assistant([{ type: "text", text }], "end_turn"),
      this.#line({ type: "system", subtype: "turn_duration", durationMs: 1000 }),
      ...this.#record("idle"),
      ...this.#shows("✳", [text, "> "])
    )
  }

  /** Esc while it works: a mark in the transcript, or nothing at all where nothing had been written. */
  isInterrupted(hadOutput: boolean): Promise<string> {
    const mark = { role: "user", content: [{ type: "text", text: "[Request interrupted by user]" }] }
    const lines = hadOutput ? [this.#line({ type: "user", message: mark })] : []
    return this.agent.play(...lines, ...this.#record("idle"), ...this.#shows("✳", ["⎿ Interrupted", "> "]))
  }

  /** The last retry failed. */
  fails(error: string, apiErrorStatus: number): Promise<string> {
    const message = { model: "<synthetic>", role: "assistant", stop_reason: "stop_sequence", content: [] }
    const line = this.#line({ type: "assistant", isApiErrorMessage: true, error, apiErrorStatus, message })
    return this.agent.play(line, ...this.#record("idle"), ...this.#shows("✳", ["API Error", "> "]))
  }

  /** `/clear`: another session in the same process. */
  clears(): Promise<string> {
    this.#sessionId = randomUUID()
    this.#prompts = 0
    return this.agent.play(...this.#record("idle"), ...this.#shows("✳", ["> "]))
  }

  /** Its own name for the thread changes. */
  isRenamed(name: string): Promise<string> {
    this.#name = name
    return this.agent.play(...this.#record("idle"), this.#line({ type: "custom-title", customTitle: name }))
  }

  exits(): Promise<string> {
    return this.agent.play({ do: "exit", code: 0 })
  }

  /** kill -9: the record stays behind and says what it said. */
  dies(): Promise<string> {
    return this.agent.play({ do: "die" })
  }

  #record(status: Status, waitingFor?: string): ReadonlyArray<AgentStep> {
    const { pid, startTicks, cwd } = this.agent.self
    const now = Date.now()
    const record = {
      pid,
      sessionId: this.#sessionId,
      cwd,
      startedAt: this.#startedAt,
      procStart: startTicks,
      version: "2.1.330",
      kind: "interactive",
      entrypoint: "cli",
      name: this.#name,
      status,
      updatedAt: now,
      statusUpdatedAt: now,
      tmux: this.#tmux,
      ...(waitingFor === undefined ? {} : { waitingFor })
    }
    return [{ do: "rewrite", path: this.recordPath, text: JSON.stringify(record) }]
  }

  #shows(mark: string, lines: ReadonlyArray<string>): ReadonlyArray<AgentStep> {
    return [
      { do: "title", text: `${mark} ${this.#name}` },
      { do: "screen", lines }
    ]
  }

  #line(fields: Readonly<Record<string, unknown>>): AgentStep {
    const common = {
      isSidechain: false,
      uuid: randomUUID(),
      timestamp: new Date().toISOString(),
      sessionId: this.#sessionId,
      cwd: this.agent.self.cwd,
      version: "2.1.330"
    }
    return { do: "append", path: this.transcriptPath, text: `${JSON.stringify({ ...fields, ...common })}\n` }
  }

  #assistant(content: ReadonlyArray<unknown>, stopReason: string): AgentStep {
    const usage = { input_tokens: 100, output_tokens: 42, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 }
    const message = { id: `msg_${this.#prompts}`, role: "assistant", model: "claude-opus-5-5", content, usage }
    return this.#line({ type: "assistant", message: { ...message, stop_reason: stopReason } })
  }

  #toolUse(name: string, input: unknown): AgentStep {
    this.#openTool = `toolu_${randomUUID()}`
    return this.#assistant([{ type: "tool_use", id: this.#openTool, name, input }], "tool_use")
  }

  #toolResult(): AgentStep {
    const result = { tool_use_id: this.#openTool, type: "tool_result", content: "ok", is_error: false }
    return this.#line({ type: "user", message: { role: "user", content: [result] }, toolUseResult: { stdout: "ok" } })
  }
}

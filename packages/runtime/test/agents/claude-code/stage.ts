/** Plays a thread's record, transcript, title and history in their order, and settles its state as the store does. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { decodeLiveRecord } from "../../../src/agents/claude-code/liveRecord.ts"
import { classifyScreen } from "../../../src/agents/claude-code/screen.ts"
import { newFacts, type ThreadFacts, withRecord, withTitle } from "../../../src/agents/claude-code/threadFacts.ts"
import { knowledgeOf } from "../../../src/agents/claude-code/threadStatements.ts"
import { type Said, statementsOf } from "../../../src/agents/statements.ts"
import { readTitle } from "../../../src/agents/claude-code/title.ts"
import { decodeTranscriptLine } from "../../../src/agents/claude-code/transcriptRecord.ts"
import { reduceTranscript } from "../../../src/agents/claude-code/transcriptState.ts"
import { report } from "../../../src/agents/settle.ts"
import { nowhere, type Thread } from "../../../src/agents/Thread.ts"
import { epoch } from "./lines.ts"

export interface Step {
  readonly at: number
  /** The live record's status, with what it waits for after a colon; null before it has one. */
  readonly record?: string | null
  readonly lines?: ReadonlyArray<string>
  readonly title?: string
  readonly command?: string
  readonly screen?: ReadonlyArray<string>
}

/** Milliseconds after `epoch` at which the process started. */
const startedAt = 0

const recordAt = (status: string | null, at: number) => {
  const [word, waitingFor] = status?.split(":") ?? []
  return decodeLiveRecord(
    JSON.stringify({
      pid: 7,
      sessionId: "s",
      cwd: "/work",
      startedAt: epoch + startedAt,
      status: word,
      waitingFor,
      statusUpdatedAt: epoch + at
    })
  )
}

export class Stage {
  facts: ThreadFacts
  thread: Thread | null = null
  readonly events: Array<AgentEvent> = []
  private said: Said | null = null

  constructor(recorded: boolean) {
    const record = recordAt(null, 0)
    if (record === null) throw new Error("the stage's own record is broken")
    this.facts = newFacts(record, recorded, [7, 1], "/work")
  }

  play(step: Step): void {
    this.facts = this.after(step)
    if (this.facts.recorded && this.facts.record.status === null) return
    const { events, said } = statementsOf(this.said, knowledgeOf(this.facts, this.said === null), {
      now: epoch,
      saidAt: 0
    })
    this.said = said
    for (const event of events) this.tell(event)
  }

  /** Status and reason as they are shown. */
  get state(): string {
    const verdict = this.thread?.verdict
    if (verdict === undefined) return "nothing"
    return verdict.reason === null ? verdict.status : `${verdict.status}(${verdict.reason})`
  }

  private after(step: Step): ThreadFacts {
    let facts = this.facts
    const record = step.record === undefined ? null : recordAt(step.record, step.at)
    if (record !== null) facts = withRecord(facts, record)
    for (const line of step.lines ?? []) {
      const decoded = decodeTranscriptLine(line)
      if (decoded.kind === "none" || decoded.kind === "unknown") continue
      facts = { ...facts, transcript: reduceTranscript(facts.transcript, decoded) }
    }
    if (step.title !== undefined) facts = withTitle(facts, readTitle(step.title), epoch + step.at)
    if (step.command !== undefined) facts = { ...facts, command: { name: step.command, at: epoch + step.at } }
    if (step.screen === undefined) return facts
    const state = classifyScreen(step.screen)
    return { ...facts, screen: state === null ? null : { state, at: epoch + step.at } }
  }

  private tell(event: AgentEvent): void {
    this.events.push(event)
    if (event._tag !== "ThreadReported") return
    const around = { place: () => nowhere, watched: () => false, stopped: () => false, earlier: null, startedAt: epoch }
    this.thread = report(this.thread, event, around)
  }
}

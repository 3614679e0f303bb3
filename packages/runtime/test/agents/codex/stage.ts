/** Plays a seat's title, rollout, daemon and looks in their order, and settles its state as the store does. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import { PaneId } from "@opensessions/protocol/Ids"
import type { AgentProcess } from "../../../src/agents/AgentProcess.ts"
import { pathsBelow } from "../../../src/agents/codex/codexPaths.ts"
import { type CodexThread, newCodexThread } from "../../../src/agents/codex/CodexThread.ts"
import { decodeRolloutLine } from "../../../src/agents/codex/decodeRollout.ts"
import type { LiveStatus } from "../../../src/agents/codex/liveMessage.ts"
import { judgeAt, lookAt } from "../../../src/agents/codex/lookPlan.ts"
import { reduceRollout } from "../../../src/agents/codex/rolloutState.ts"
import { classifyScreen } from "../../../src/agents/codex/screen.ts"
import { newSeat, type Seat, withTitle } from "../../../src/agents/codex/Seat.ts"
import { knowledgeOf } from "../../../src/agents/codex/seatKnowledge.ts"
import type { StoredTurn } from "../../../src/agents/codex/storedThreads.ts"
import { readTitle } from "../../../src/agents/codex/title.ts"
import { report } from "../../../src/agents/settle.ts"
import { statementsOf } from "../../../src/agents/statements.ts"
import { nowhere, type Thread } from "../../../src/agents/Thread.ts"
import { epoch, threadId } from "./lines.ts"

export interface Step {
  /** Milliseconds after `epoch`, at which the process began. */
  readonly at: number
  readonly title?: string
  readonly lines?: ReadonlyArray<string>
  /** What the daemon says; null when it is lost. */
  readonly live?: LiveStatus | null
  /** What the daemon says of a thread below. */
  readonly below?: LiveStatus
  readonly stored?: StoredTurn
  /** Somebody looks at this screen. */
  readonly screen?: ReadonlyArray<string>
}

export class Stage {
  readonly seat: Seat
  readonly thread: CodexThread
  private readonly process: AgentProcess = {
    pid: 7,
    startTime: "1",
    startedAt: epoch,
    directory: "/work",
    lineage: [7, 1],
    pane: { paneId: PaneId.make("%1"), pid: 7, tty: "", title: "", command: "codex", path: "/work" },
    said: null,
    saidAt: 0
  }
  shown: Thread | null = null
  readonly events: Array<AgentEvent> = []
  private now = 0

  constructor() {
    const paths = pathsBelow("/home/.codex")
    this.seat = newSeat(this.process, ["codex"], "/work", paths, epoch)
    this.thread = newCodexThread(paths, threadId(1))
    this.seat.thread = this.thread
  }

  play(step: Step): void {
    this.now = epoch + step.at
    const { seat, thread } = this
    if (step.title !== undefined) seat.title = withTitle(seat.title, readTitle(step.title), this.now)
    for (const line of step.lines ?? []) {
      const record = decodeRolloutLine(line)
      if (record.kind !== "none" && record.kind !== "unknown") thread.rollout = reduceRollout(thread.rollout, record)
    }
    if (step.live !== undefined) thread.live = step.live === null ? null : { status: step.live, at: this.now }
    if (step.below !== undefined) {
      const child = newCodexThread(thread.paths, threadId(2))
      child.live = { status: step.below, at: this.now }
      thread.children = [child]
    }
    if (step.stored !== undefined)
      thread.stored = { path: null, cwd: null, role: "user", name: null, model: null, turn: step.stored }
    if (step.screen !== undefined) seat.look = { at: this.now, state: classifyScreen(step.screen) }
    const { events, said } = statementsOf(this.process.said, knowledgeOf(seat, this.now), { now: this.now, saidAt: 0 })
    this.process.said = said
    for (const event of events) this.tell(event)
  }

  /** Status and reason as they are shown. */
  get state(): string {
    const verdict = this.shown?.verdict
    if (verdict === undefined) return "nothing"
    return verdict.reason === null ? verdict.status : `${verdict.status}(${verdict.reason})`
  }

  /** When the screen is looked at next, in milliseconds after `epoch`. */
  get look(): number | null {
    const at = lookAt(this.seat)
    return at === null ? null : at - epoch
  }

  /** When time alone changes something. */
  get again(): number | null {
    const at = judgeAt(this.seat, this.now)
    return at === null ? null : at - epoch
  }

  private tell(event: AgentEvent): void {
    this.events.push(event)
    if (event._tag !== "ThreadReported") return
    const around = { place: () => nowhere, watched: () => false, stopped: () => false, earlier: null, startedAt: epoch }
    this.shown = report(this.shown, event, around)
  }
}

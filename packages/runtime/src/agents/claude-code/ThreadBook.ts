/** All live threads, and what is said of them: one row for each thread, none for tools and subagents. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { LiveThread } from "./LiveThread.ts"
import { agentName, statementsOf } from "./threadStatements.ts"

export class ThreadBook {
  private readonly byPid = new Map<number, LiveThread>()
  private readonly emit: (events: ReadonlyArray<AgentEvent>) => void

  constructor(emit: (events: ReadonlyArray<AgentEvent>) => void) {
    this.emit = emit
  }

  get(pid: number): LiveThread | null {
    return this.byPid.get(pid) ?? null
  }

  all(): ReadonlyArray<LiveThread> {
    return [...this.byPid.values()]
  }

  /** Whether a live thread has this id, other than this one. */
  otherWith(threadId: string, thread: LiveThread): LiveThread | null {
    return this.all().find((one) => one !== thread && one.facts.record.threadId === threadId) ?? null
  }

  add(thread: LiveThread): void {
    const { pid } = thread.facts.record
    this.byPid.set(pid, thread)
    for (const tool of this.all()) {
      if (tool.said === null || !tool.facts.lineage.slice(1).includes(pid)) continue
      this.emit([AgentEvent.cases.ThreadForgotten.make({ agent: agentName, threadId: tool.said.threadId })])
      tool.said = null
    }
  }

  /** Says what is new of a thread. True where only figures are, which can wait unless it is `urgent`. */
  speak(thread: LiveThread, urgent: boolean): boolean {
    if (!this.maySpeak(thread)) return false
    const { events, said, postponed } = statementsOf(thread.said, thread.facts, urgent)
    thread.said = said
    if (events.length > 0) this.emit(events)
    return postponed
  }

  /** The process has another thread open than before (`/clear`, `--resume`). */
  replaced(thread: LiveThread, at: number): void {
    const before = thread.said?.threadId
    const by = thread.facts.record.threadId
    if (before === undefined || before === by) return
    thread.said = null
    if (this.bequeath(before, thread)) return
    this.emit([AgentEvent.cases.ThreadReplaced.make({ agent: agentName, threadId: before, by, at })])
  }

  /** The process is gone. */
  remove(thread: LiveThread, at: number): void {
    const { pid, threadId } = thread.facts.record
    this.byPid.delete(pid)
    if (thread.said === null || this.bequeath(threadId, thread)) return
    this.emit([
      AgentEvent.cases.ThreadExited.make({ agent: agentName, threadId, at, detail: `process ${pid} is gone` })
    ])
  }

  /** A thread that two processes had open goes on with the other one. */
  private bequeath(threadId: string, from: LiveThread): boolean {
    const heir = this.otherWith(threadId, from)
    if (heir === null) return false
    heir.said = null
    this.speak(heir, true)
    return true
  }

  /**
   * A Claude Code that another one started (`claude -p` in its shell) is that one's tool. Of two processes with one
   * thread the later one speaks: the former is about to leave or was left open.
   */
  private maySpeak(thread: LiveThread): boolean {
    const { facts, ready } = thread
    if (!ready || facts.lineage.slice(1).some((pid) => this.byPid.has(pid))) return false
    const startedAt = (one: LiveThread) => one.facts.record.startedAt ?? 0
    return !this.all().some(
      (one) => one.facts.record.threadId === facts.record.threadId && startedAt(one) > startedAt(thread)
    )
  }
}

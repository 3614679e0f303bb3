/** All live threads, and what is said of them: one row for each thread, none for tools and subagents. */
import type { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { LiveThread } from "./LiveThread.ts"
import type { ThreadFacts } from "./threadFacts.ts"
import { statementsOf } from "../statements.ts"
import { agentName, knowledgeOf } from "./threadStatements.ts"

/** Without a record something else must show that it is a thread: `claude --help` is a process of this name, too. */
const isEvident = ({ recorded, title, screen, transcript }: ThreadFacts): boolean =>
  recorded || title !== null || screen !== null || transcript.turn !== null

export class ThreadBook {
  private readonly byPid = new Map<number, LiveThread>()
  private readonly emit: (events: ReadonlyArray<AgentEvent>) => void

  constructor(emit: (events: ReadonlyArray<AgentEvent>) => void) {
    this.emit = emit
  }

  get(pid: number): LiveThread | null {
    return this.byPid.get(pid) ?? null
  }

  all(): Iterable<LiveThread> {
    return this.byPid.values()
  }

  /** Whether a live thread has this id, other than this one. */
  otherWith(threadId: string, thread: LiveThread): LiveThread | null {
    for (const one of this.byPid.values()) if (one !== thread && one.facts.record.threadId === threadId) return one
    return null
  }

  add(thread: LiveThread): void {
    const { pid } = thread.facts.record
    this.byPid.set(pid, thread)
    for (const tool of this.all()) {
      if (tool.said === null || !tool.facts.lineage.slice(1).includes(pid)) continue
      this.emit([{ _tag: "ThreadForgotten", agent: agentName, threadId: tool.said.threadId }])
      tool.said = null
    }
  }

  /** Says what is new of a thread. Where something is left that can wait: the milliseconds until it should be said. */
  speak(thread: LiveThread, now: number): number | null {
    if (!this.maySpeak(thread)) return null
    const known = knowledgeOf(thread.facts, thread.said === null)
    const { events, said, wait } = statementsOf(thread.said, known, { now, saidAt: thread.saidAt })
    thread.said = said
    if (events.length === 0) return wait
    thread.saidAt = now
    this.emit(events)
    return null
  }

  /** The process has another thread open than before (`/clear`, `--resume`). */
  replaced(thread: LiveThread, at: number): void {
    const before = thread.said?.threadId
    const by = thread.facts.record.threadId
    if (before === undefined || before === by) return
    thread.said = null
    if (this.bequeath(before, thread, at)) return
    this.emit([{ _tag: "ThreadReplaced", agent: agentName, threadId: before, by, at }])
  }

  /** The process is gone. */
  remove(thread: LiveThread, at: number): void {
    const { pid, threadId } = thread.facts.record
    this.byPid.delete(pid)
    if (thread.said === null || this.bequeath(threadId, thread, at)) return
    this.emit([{ _tag: "ThreadExited", agent: agentName, threadId, at, detail: `process ${pid} is gone` }])
  }

  /** A thread that two processes had open goes on with the other one. */
  private bequeath(threadId: string, from: LiveThread, now: number): boolean {
    const heir = this.otherWith(threadId, from)
    if (heir === null) return false
    heir.said = null
    this.speak(heir, now)
    return true
  }

  /**
   * A Claude Code that another one started (`claude -p` in its shell) is that one's tool. Of two processes with one
   * thread the later one speaks: the former is about to leave or was left open.
   */
  private maySpeak(thread: LiveThread): boolean {
    const { facts, ready } = thread
    if (!ready || !isEvident(facts) || facts.lineage.slice(1).some((pid) => this.byPid.has(pid))) return false
    const { threadId, startedAt } = facts.record
    for (const { facts: other } of this.byPid.values()) {
      if (other.record.threadId === threadId && (other.record.startedAt ?? 0) > (startedAt ?? 0)) return false
    }
    return true
  }
}

/** What the supervisor remembers of one watcher: its health, and the threads that it answers for. */
import { AgentEvent } from "@opensessions/protocol/AgentEvent"
import type { WatcherHealth } from "./WatcherHealth.ts"
import { threadKey } from "./Thread.ts"

/** Types come from outside: they may be long, and more than anybody wants to read. */
const maxTypes = 100
const maxTypeLength = 60

interface ThreadName {
  readonly agent: string
  readonly threadId: string
}

export class WatcherRecord {
  state: WatcherHealth["state"] = "running"
  failures = 0
  lastFailure: string | null = null
  private events = 0
  private lastEventAt: number | null = null
  private readonly unknown = new Map<string, number>()
  private readonly threads = new Map<string, ThreadName>()
  private doubtful = new Map<string, ThreadName>()
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  health(): WatcherHealth {
    const { name, state, events, lastEventAt, failures, lastFailure } = this
    return { name, state, events, lastEventAt, failures, lastFailure, unknown: new Map(this.unknown) }
  }

  countUnknown(type: string): void {
    const key = this.unknown.size < maxTypes || this.unknown.has(type) ? type.slice(0, maxTypeLength) : "others"
    this.unknown.set(key, (this.unknown.get(key) ?? 0) + 1)
  }

  /** Takes note of what the watcher said. */
  noteEvents(all: ReadonlyArray<AgentEvent>, at: number): void {
    this.events += all.length
    this.lastEventAt = at
    for (const event of all) {
      const key = threadKey(event.agent, event.threadId)
      this.doubtful.delete(key)
      if (event._tag === "ThreadReported") this.threads.set(key, event)
      else if (event._tag !== "ThreadSeen") this.threads.delete(key)
    }
  }

  /** The watcher starts anew: what it does not report again soon is not there any more. */
  doubtAll(): void {
    this.doubtful = new Map(this.threads)
  }

  forgetDoubtful(): ReadonlyArray<AgentEvent> {
    return this.forget(this.doubtful)
  }

  forgetAll(): ReadonlyArray<AgentEvent> {
    return this.forget(this.threads)
  }

  private forget(which: ReadonlyMap<string, ThreadName>): ReadonlyArray<AgentEvent> {
    const events = [...which.values()].map(({ agent, threadId }) =>
      AgentEvent.cases.ThreadForgotten.make({ agent, threadId })
    )
    for (const key of which.keys()) {
      this.threads.delete(key)
      this.doubtful.delete(key)
    }
    return events
  }
}

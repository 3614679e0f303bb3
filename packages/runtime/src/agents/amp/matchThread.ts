/** Which process a thread's file belongs to, of those that run now. Pure. */
import { isActive } from "@opensessions/protocol/Agent"
import { startSlackMillis } from "../AgentProcess.ts"
import { type LiveAmp, presentStatus, threadOf } from "./LiveAmp.ts"
import type { AmpThread } from "./threadDocument.ts"

const only = <A>(all: ReadonlyArray<A>): A | null => (all.length === 1 ? (all[0] ?? null) : null)

/** Null where none can be meant, or more than one. */
export const ownerOf = (thread: AmpThread, changedAt: number, lives: ReadonlyArray<LiveAmp>): LiveAmp | null => {
  const known = lives.find((live) => threadOf(live) === thread.id)
  if (known !== undefined) return known
  const able = lives.filter(
    (live) =>
      live.threadId === null &&
      changedAt >= live.process.startedAt - startSlackMillis &&
      thread.directories.includes(live.process.directory) &&
      // What begins while its own thread is at work is another's.
      !isActive(presentStatus(live) ?? "idle")
  )
  const titled = able.filter(({ title }) => thread.title !== null && title.now?.topic === thread.title)
  return only(titled) ?? only(able.filter((live) => live.thread === null)) ?? only(able)
}

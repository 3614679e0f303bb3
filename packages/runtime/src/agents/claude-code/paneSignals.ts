/** Panes: titles, panes that vanish, and Claude Code without a live record. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Clock, Context, Effect, Option } from "effect"
import { existsSync } from "node:fs"
import type { AgentPane } from "../AgentPane.ts"
import { findAgentProcess } from "../findAgentProcess.ts"
import { configurationDirectory, pathsBelow } from "./claudePaths.ts"
import type { ClaudeWatch } from "./ClaudeWatch.ts"
import type { LiveThread } from "./LiveThread.ts"
import { paneOf, panesByPid } from "./paneOf.ts"
import { claudeProgram, mayRunClaude, newestThread, unrecorded } from "./presence.ts"
import { admit, adopt, watchLeaving } from "./recordSignals.ts"
import { classifyScreen } from "./screen.ts"
import { Signal } from "./Signal.ts"
import { withTitle } from "./threadFacts.ts"
import { readTitle } from "./title.ts"

/**
 * How long a new process has to write its record (0.3 to 1 s in the recordings) before it is taken for one without. A
 * record that comes later takes the thread over.
 */
export const RecordGrace = Context.Reference<number>(
  "@opensessions/runtime/agents/claude-code/paneSignals/RecordGrace",
  {
    defaultValue: () => 1_000
  }
)
/** Between what asks for a look and the look: the screen follows. */
const lookMillis = 200

/** Whether only the screen can tell more: no record says what it does, and no glyph that it works. */
const needsLook = ({ facts, paneId }: LiveThread): boolean =>
  paneId !== null && (!facts.recorded || facts.record.status === null) && facts.title?.state.working !== true

/** One look at the thread's screen, soon. */
export const lookSoon = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  if (needsLook(thread)) yield* watch.due(thread, lookMillis, "screen")
})

export const onLook = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  if (thread.paneId === null || !needsLook(thread)) return
  // A dialog may come late, and its answer is told by nothing else.
  yield* watch.lookAfterWrite(thread)
  const screen = yield* Effect.option(watch.panes.look(thread.paneId))
  const state = Option.isNone(screen) ? null : classifyScreen(screen.value)
  const at = yield* Clock.currentTimeMillis
  const same =
    state?.status === thread.facts.screen?.state.status && state?.reason === thread.facts.screen?.state.reason
  if (!same) thread.facts = { ...thread.facts, screen: state === null ? null : { state, at } }
  yield* watch.speak(thread)
})

/** The thread of a process that names none: the transcript that was written since it began. */
export const guessThread = Effect.fnUntraced(function* (watch: ClaudeWatch, thread: LiveThread) {
  const { record } = thread.facts
  for (const folder of thread.folders) {
    const isTaken = (id: string) => watch.book.otherWith(id, thread) !== null
    const threadId = yield* newestThread(folder, record.startedAt ?? Number.MAX_VALUE, isTaken)
    if (threadId === null) continue
    return yield* adopt(watch, thread, { ...record, threadId }, false)
  }
})

const expectRecord = Effect.fnUntraced(function* (watch: ClaudeWatch, pane: AgentPane) {
  const info = yield* findAgentProcess(watch.table, watch.details, pane, claudeProgram)
  if (info === null || watch.book.get(info.pid) !== null || watch.expected.has(info.pid)) return
  watch.expected.add(info.pid)
  yield* watch.later(yield* RecordGrace, Signal.PresenceDue({ pid: info.pid, paneId: pane.paneId }))
})

/** Its record did not come: it writes it elsewhere, or it writes none. */
export const onPresenceDue = Effect.fnUntraced(function* (watch: ClaudeWatch, pid: number, paneId: PaneId) {
  watch.expected.delete(pid)
  const pane = watch.panesNow.get(paneId)
  if (pane === undefined || watch.book.get(pid) !== null) return
  const info = yield* findAgentProcess(watch.table, watch.details, pane, claudeProgram)
  if (info === null || info.pid !== pid) return
  const configured = Option.getOrNull(yield* watch.table.environment(pid, "CLAUDE_CONFIG_DIR"))
  const home = Option.getOrNull(yield* watch.table.environment(pid, "HOME"))
  // Another user's environment is closed to us, as are the files: title and screen tell what there is to tell.
  const closed = configured === null && home === null
  const root = closed ? watch.root : configurationDirectory(configured, home)
  if (root === null || (!closed && !existsSync(root))) return
  if (!watch.isRoot(root)) {
    yield* watch.addRoot(root)
    return yield* expectRecord(watch, pane)
  }
  yield* admit(watch, pathsBelow(root), unrecorded(info, closed ? null : pane.path), false, info.startTime)
  const thread = watch.book.get(pid)
  if (thread === null) return
  yield* guessThread(watch, thread)
  yield* lookSoon(watch, thread)
})

/** Panes or their titles changed. */
export const onPanes = Effect.fnUntraced(function* (watch: ClaudeWatch, panes: ReadonlyMap<PaneId, AgentPane>) {
  watch.panesNow = panes
  const now = yield* Clock.currentTimeMillis
  const byPid = panesByPid(panes)
  const taken = new Set<PaneId>()
  for (const thread of watch.book.all()) {
    const pane = paneOf(byPid, thread)
    if (pane === null && thread.paneId !== null) yield* watchLeaving(watch)
    thread.paneId = pane?.paneId ?? null
    if (pane === null) continue
    taken.add(pane.paneId)
    const facts = withTitle(thread.facts, readTitle(pane.title), now)
    if (facts === thread.facts) continue
    // Its title is somebody else's again: a shell's, most often after the end.
    if (facts.title === null) yield* watchLeaving(watch)
    thread.facts = facts
    yield* watch.speak(thread)
    yield* lookSoon(watch, thread)
  }
  for (const pane of panes.values()) if (!taken.has(pane.paneId) && mayRunClaude(pane)) yield* expectRecord(watch, pane)
})

/** What is to be said of a process and its session. Pure. */
import { type Evidence, type ThreadDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread, startSlackMillis } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { firstLine, visibleText } from "../visibleText.ts"
import type { LiveSession } from "./LiveSession.ts"
import { isDefaultTitle } from "./SessionRecord.ts"

const detailsOf = ({ end, session, subagents }: LiveSession): ThreadDetails => {
  const answered = end?.messages.find(({ context }) => context !== null)
  const times = (end?.messages ?? []).map(({ completedAt, createdAt }) => completedAt ?? createdAt)
  const prompt = end?.prompt == null ? null : visibleText(end.prompt)
  return {
    threadName: session === null || isDefaultTitle(session.title) ? null : firstLine(session.title),
    lastUserPrompt: prompt === "" ? null : prompt,
    model: end?.messages.find(({ model }) => model !== null)?.model ?? null,
    tokens:
      session === null
        ? null
        : {
            input: Math.round(session.tokensInput),
            output: Math.round(session.tokensOutput),
            contextUsed: Math.round(answered?.context ?? 0)
          },
    subagents,
    lastActivityAt: times.length === 0 ? null : Math.max(...times)
  }
}

/** That it runs; a thread whose former process ended is alive again by this alone. */
const processEvidence = ({ process }: LiveSession): Evidence => ({
  source: "process",
  status: "idle",
  reason: null,
  at: process.startedAt,
  detail: `process ${process.pid} runs`
})

/** A turn of an earlier process is history: the session was opened again. */
const turnEvidence = ({ process, turn }: LiveSession): ReadonlyArray<Evidence> => {
  if (turn === null || turn.at < process.startedAt - startSlackMillis) return []
  const { status, reason, at, detail } = turn
  return [{ source: "database", status, reason, at, detail: visibleText(detail) }]
}

const screenEvidence = ({ screen, turn }: LiveSession): ReadonlyArray<Evidence> => {
  if (screen === null || turn === null) return []
  const { status, reason, detail } = screen.state
  return [{ source: "screen", status, reason, at: Math.max(screen.at, turn.at), detail: `the screen ${detail}` }]
}

/** A process is a thread from its start on; until its session is known it has a name of its own. */
export const knowledgeOf = (agent: string, live: LiveSession): Knowledge => {
  const { process, session } = live
  return {
    agent,
    threadId: session?.id ?? provisionalThread(process),
    identity: { ...unknownIdentity, pid: process.pid, ancestors: process.lineage, cwd: process.directory },
    details: detailsOf(live),
    evidence: [processEvidence(live), ...turnEvidence(live), ...screenEvidence(live)]
  }
}

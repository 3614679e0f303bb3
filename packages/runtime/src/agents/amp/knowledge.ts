/** What is to be said of a process of Amp and its thread. Pure. */
import { type Evidence, type ThreadDetails, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { firstLine, visibleText } from "../visibleText.ts"
import { type LiveAmp, presentStatus, threadOf } from "./LiveAmp.ts"

/** The spinner says that it works, unless it waits; without it the thread is at rest or waits, which is not told. */
const titleEvidence = (live: LiveAmp): ReadonlyArray<Evidence> =>
  live.title.now?.working === true && presentStatus(live) !== "waiting"
    ? [{ source: "title", status: "running", reason: null, at: live.title.at, detail: "the title's spinner turns" }]
    : []

/** That it runs; where nothing better tells, a spinner that stopped is the end of a turn. */
const processEvidence = ({ process, stoppedAt }: LiveAmp): Evidence =>
  stoppedAt === null
    ? { source: "process", status: "idle", reason: null, at: process.startedAt, detail: `process ${process.pid} runs` }
    : { source: "process", status: "done", reason: null, at: stoppedAt, detail: "the title's spinner stopped" }

const fileEvidence = (live: LiveAmp): ReadonlyArray<Evidence> => {
  const turn = live.thread?.turn
  if (turn == null || presentStatus(live) === null) return []
  return [{ source: "transcript", ...turn, at: live.changedAt }]
}

const detailsOf = ({ changedAt, thread, title }: LiveAmp): ThreadDetails => {
  const named = thread?.title ?? title.now?.topic ?? ""
  if (thread === null) return { ...noDetails, threadName: firstLine(named) }
  const prompt = visibleText(thread.prompt ?? "")
  return {
    threadName: firstLine(named === "" ? prompt : named),
    lastUserPrompt: prompt === "" ? null : prompt,
    model: thread.model,
    tokens: { input: thread.input, output: thread.output, contextUsed: thread.context },
    subagents: null,
    lastActivityAt: changedAt
  }
}

/** A process is a thread from its start on; until its thread is known it has a name of its own. */
export const knowledgeOf = (agent: string, live: LiveAmp): Knowledge => {
  const { process } = live
  return {
    agent,
    threadId: threadOf(live) ?? provisionalThread(process),
    identity: { ...unknownIdentity, pid: process.pid, ancestors: process.lineage, cwd: process.directory },
    details: detailsOf(live),
    evidence: [processEvidence(live), ...fileEvidence(live), ...titleEvidence(live)]
  }
}

/** What is to be said of a process of Gemini CLI and its chat. Pure. */
import type { AgentStatus } from "@opensessions/protocol/Agent"
import { type Evidence, type ThreadDetails, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread, startSlackMillis } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { firstLine, visibleText } from "../visibleText.ts"
import { type LiveGemini, titleTells } from "./LiveGemini.ts"

const titleStatus: Readonly<Record<string, AgentStatus>> = { working: "running", asks: "waiting", rest: "idle" }

const titleEvidence = (live: LiveGemini): ReadonlyArray<Evidence> => {
  const { at, state } = live.title
  if (!titleTells(live) || state === null) return []
  return [{ source: "title", status: titleStatus[state] ?? null, reason: null, at, detail: `the title says ${state}` }]
}

/** A turn of an earlier process is history: the chat was opened again. */
const chatEvidence = ({ chat, process }: LiveGemini): ReadonlyArray<Evidence> => {
  const turn = chat?.turn ?? null
  if (turn === null || turn.at < process.startedAt - startSlackMillis) return []
  return [{ source: "transcript", ...turn }]
}

const screenEvidence = ({ screen }: LiveGemini): ReadonlyArray<Evidence> =>
  screen === null
    ? []
    : [
        {
          source: "screen",
          status: screen.state.status,
          reason: screen.state.reason,
          at: screen.at,
          detail: `the screen ${screen.state.detail}`
        }
      ]

const detailsOf = ({ chat }: LiveGemini): ThreadDetails => {
  if (chat === null) return noDetails
  const prompt = visibleText(chat.prompt ?? "")
  return {
    threadName: firstLine(chat.firstPrompt ?? ""),
    lastUserPrompt: prompt === "" ? null : prompt,
    model: chat.model,
    tokens: { input: chat.input, output: chat.output, contextUsed: chat.context },
    subagents: null,
    lastActivityAt: chat.turn?.at ?? null
  }
}

/** A process is a thread from its start on; until its chat is known it has a name of its own. */
export const knowledgeOf = (agent: string, live: LiveGemini): Knowledge => {
  const { chat, process } = live
  const detail = `process ${process.pid} runs`
  return {
    agent,
    threadId: chat?.id ?? provisionalThread(process),
    identity: { ...unknownIdentity, pid: process.pid, ancestors: process.lineage, cwd: process.directory },
    details: detailsOf(live),
    evidence: [
      { source: "process", status: "idle", reason: null, at: process.startedAt, detail },
      ...chatEvidence(live),
      ...titleEvidence(live),
      ...screenEvidence(live)
    ]
  }
}

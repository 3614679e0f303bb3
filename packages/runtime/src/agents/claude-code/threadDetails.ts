/** What identifies a thread, and what is shown of it besides its state. */
import type { ThreadDetails, ThreadIdentity } from "@opensessions/protocol/AgentEvent"
import { subagentCalls } from "./pendingTools.ts"
import { isAtWork, type ThreadFacts } from "./threadFacts.ts"

/** A name that a person gave, else the model's, else what the thread began with. */
const nameOf = ({ record, transcript, title }: ThreadFacts): string | null => {
  const { names, firstPrompt } = transcript
  return names.person ?? record.name ?? names.agent ?? names.model ?? title?.state.topic ?? names.summary ?? firstPrompt
}

/** A thread at rest has no subagent at work, whatever its transcript has lost. */
const subagentsOf = (facts: ThreadFacts): number => {
  if (isAtWork(facts) === false) return 0
  const { pending, agents, agentsAtEnd } = facts.transcript
  return subagentCalls(pending) + Math.max(agents.size, agentsAtEnd)
}

export const identityOf = (facts: ThreadFacts): ThreadIdentity => ({
  pid: facts.record.pid,
  ancestors: facts.lineage,
  paneId: facts.record.paneId,
  tmuxSession: null,
  cwd: facts.cwd
})

export const detailsOf = (facts: ThreadFacts): ThreadDetails => {
  const { transcript } = facts
  return {
    threadName: nameOf(facts),
    lastUserPrompt: transcript.lastPrompt,
    model: transcript.model,
    tokens: transcript.tokens,
    subagents: subagentsOf(facts),
    lastActivityAt: Math.max(transcript.lastActivityAt ?? 0, facts.record.statusAt ?? 0) || null
  }
}

/** What is to be said of a process of an agent without files. Pure. */
import { type Evidence, noDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { firstLine } from "../visibleText.ts"
import type { LiveCli } from "./LiveCli.ts"

const screenEvidence = ({ sight: { told } }: LiveCli): ReadonlyArray<Evidence> =>
  told === null
    ? []
    : [
        {
          source: "screen",
          status: told.status,
          reason: told.reason,
          at: told.at,
          detail: `the screen ${told.detail}`
        }
      ]

/** It has no thread but its process. */
export const knowledgeOf = (live: LiveCli): Knowledge => {
  const { agent, process, sight } = live
  const topic = agent.topic?.exec(process.pane?.title ?? "")?.[1] ?? ""
  return {
    agent: agent.agent,
    threadId: provisionalThread(process),
    identity: { ...unknownIdentity, pid: process.pid, ancestors: process.lineage, cwd: process.directory },
    details: { ...noDetails, threadName: firstLine(topic), lastActivityAt: sight.told?.at ?? null },
    evidence: [
      {
        source: "process",
        status: "idle",
        reason: null,
        at: process.startedAt,
        detail: `process ${process.pid} runs`
      },
      ...screenEvidence(live)
    ]
  }
}

/**
 * What a row of an older version lacks. A field that is added to these shapes has a value here, the compiler sees to
 * that, so an upgrade costs no mark, pill or log line.
 */
import type { Agent } from "@opensessions/protocol/Agent"
import { emptyMetadata } from "@opensessions/protocol/Metadata"
import type { RememberedSession } from "../store/Remembered.ts"

/** All but what identifies the thread and says how it stood. */
export const blankAgent: Omit<Agent, "agent" | "threadId" | "status" | "since"> = {
  threadName: null,
  statusReason: null,
  lastActivityAt: 0,
  unseen: false,
  paneId: null,
  pid: null,
  cwd: null,
  lastUserPrompt: null,
  model: null,
  tokens: null,
  subagents: 0,
  evidence: { source: "process", at: 0 }
}

/** All but what identifies the session. */
export const blankSession: Omit<RememberedSession, "id" | "createdAt"> = {
  metadata: emptyMetadata,
  hidden: false,
  notified: false
}

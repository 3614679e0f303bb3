/** Something worth remembering. */
import { SessionId } from "@opensessions/protocol/Ids"
import type { Remembered } from "../../src/store/Remembered.ts"

export const session = (id: string, createdAt: number): Remembered["sessions"][number] => ({
  id: SessionId.make(id),
  createdAt,
  metadata: {
    status: { text: `building ${id}`, tone: "info", at: 1, expiresAt: null },
    progress: { current: 1, total: 3, percent: null, label: "tests", at: 2, expiresAt: 9 },
    logs: [{ message: 'said "yes" 🙂', tone: "success", source: "ci", at: 3 }]
  },
  hidden: false,
  notified: true
})

export const thread = (id: string, threadId: string): Remembered["threads"][number] => ({
  sessionId: SessionId.make(id),
  sessionCreatedAt: 1,
  agent: {
    agent: "claude-code",
    threadId,
    threadName: null,
    status: "done",
    statusReason: null,
    since: 5,
    lastActivityAt: 6,
    unseen: true,
    paneId: null,
    pid: 12,
    cwd: "/somewhere",
    lastUserPrompt: "do it",
    model: null,
    tokens: { input: 1, output: 2, contextUsed: 3 },
    subagents: 0,
    evidence: { source: "transcript", at: 4 }
  }
})

export const remembered: Remembered = {
  visible: false,
  width: 33,
  theme: "nord",
  filter: "active",
  order: ["b", "a"],
  collapsed: ["/code/api"],
  sessions: [session("$1", 100), session("$2", 200)],
  threads: [thread("$1", "x"), thread("$1", "y")]
}

/** What is to be said of a process and its session. Pure. */
import { type Evidence, type ThreadDetails, unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { provisionalThread, startSlackMillis } from "../AgentProcess.ts"
import type { Knowledge } from "../statements.ts"
import { firstLine, visibleText } from "../visibleText.ts"
import type { LivePi } from "./LivePi.ts"
import { titleName } from "./program.ts"
import { isAtWork, type PiTurn } from "./sessionState.ts"

/** The screen follows the file: until then a look after the end of a turn may still show it at work. */
export const screenLagMillis = 250
/** A turn that the file has open while the screen shows none was dropped; not before this. */
export const droppedMillis = 3_000

/** The present turn; that of an earlier process is history: the session was opened again. */
export const presentTurn = ({ process, session }: LivePi): PiTurn | null =>
  session.turn === null || session.turn.at < process.startedAt - startSlackMillis ? null : session.turn

/** The last look, as far as it is younger than what the file says. */
export const presentScreen = (live: LivePi) => {
  const turn = presentTurn(live)
  return live.screen === null || (turn !== null && live.screen.at < turn.at) ? null : live.screen
}

/** That it runs; a thread whose former process ended is alive again by this alone. */
const processEvidence = ({ process }: LivePi): Evidence => ({
  source: "process",
  status: "idle",
  reason: null,
  at: process.startedAt,
  detail: `process ${process.pid} runs`
})

const turnEvidence = (live: LivePi): ReadonlyArray<Evidence> => {
  const turn = presentTurn(live)
  if (turn === null) return []
  const { at, detail, mayRetry, reason, status } = turn
  const source = "transcript"
  // Every attempt that fails is written as an error; only the screen tells whether it was the last.
  const untold = live.lookedAt < at || presentScreen(live)?.state.status === "running"
  if (mayRetry && untold)
    return [{ source, status: "running", reason: null, at, detail: "the answer failed, perhaps not for good" }]
  return [{ source, status, reason, at, detail: visibleText(detail) }]
}

const screenEvidence = (live: LivePi): ReadonlyArray<Evidence> => {
  const screen = presentScreen(live)
  if (screen === null) return []
  const { state } = screen
  const turn = presentTurn(live)
  const says: ReadonlyArray<Evidence> = [
    {
      source: "screen",
      status: state.status,
      reason: state.reason,
      at: screen.at,
      detail: `the screen ${state.detail}`
    }
  ]
  switch (state.status) {
    case "waiting":
      return says
    case "running":
      return isAtWork(turn) && state.reason === null ? [] : says
    default:
      return isAtWork(turn) && screen.at - (turn?.at ?? 0) > droppedMillis ? says : []
  }
}

const detailsOf = ({ process, session }: LivePi): ThreadDetails => {
  const { context, input, model, name, output, prompt, turn } = session
  const named = name ?? titleName(process.pane?.title ?? "")
  const asked = prompt === null ? "" : visibleText(prompt)
  return {
    threadName: firstLine(named ?? prompt ?? ""),
    lastUserPrompt: asked === "" ? null : asked,
    model,
    tokens: session.id === null ? null : { input, output, contextUsed: context },
    subagents: null,
    lastActivityAt: turn?.at ?? null
  }
}

/** A process is a thread from its start on; until its file is there it has a name of its own. */
export const knowledgeOf = (agent: string, live: LivePi): Knowledge => ({
  agent,
  threadId: live.session.id ?? provisionalThread(live.process),
  identity: {
    ...unknownIdentity,
    pid: live.process.pid,
    ancestors: live.process.lineage,
    cwd: live.process.directory
  },
  details: detailsOf(live),
  evidence: [processEvidence(live), ...turnEvidence(live), ...screenEvidence(live)]
})

/**
 * What each source says of a thread, ready to be ranked. A source that would be wrong about the current turn says
 * nothing: an outcome of an earlier turn or of an earlier process is history, and a transcript that ends in the middle
 * of a turn which the live record calls over was cut (Escape before any output writes nothing).
 */
import type { EvidenceSource } from "@opensessions/protocol/Agent"
import type { Evidence } from "@opensessions/protocol/AgentEvent"
import { waitReason } from "./liveRecord.ts"
import { isAtWork, type ThreadFacts } from "./threadFacts.ts"
import type { Turn } from "./transcriptState.ts"
import { visibleText } from "../visibleText.ts"

/** The record's clock and the process's own differ by a few milliseconds at start. */
const startSlackMillis = 1_000
/** A command is in the history up to this long before the live record says `busy` (34 ms in the recordings). */
const commandSlackMillis = 1_000

const registryEvidence = (facts: ThreadFacts): Evidence | null => {
  const { status, waitingFor, statusAt, startedAt } = facts.record
  const at = statusAt ?? startedAt ?? 0
  const source = "registry"
  if (!facts.recorded) return null
  switch (status) {
    case "busy":
      return { source, status: "running", reason: null, at, detail: "live record: busy" }
    case "shell":
      return { source, status: "running", reason: "background-task", at, detail: "live record: shell" }
    case "idle":
      return { source, status: "idle", reason: null, at, detail: "live record: idle" }
    case "waiting": {
      // The record calls a plan a permission prompt; the tool that waits knows better.
      const asked = facts.transcript.turn?.status === "waiting" ? facts.transcript.turn.reason : null
      const detail = visibleText(`live record: waiting for ${waitingFor ?? "something"}`)
      return { source, status: "waiting", reason: asked ?? waitReason(waitingFor), at, detail }
    }
    default:
      return null
  }
}

/** Agents in the background keep a thread at work whose turn has ended. */
const backgroundAgents = (facts: ThreadFacts): number =>
  Math.max(facts.transcript.agentsAtEnd, facts.transcript.agents.size)

const isRest = (turn: Turn): boolean =>
  turn.status === "done" || turn.status === "error" || turn.status === "interrupted" || turn.status === "idle"

/** `/compact` leaves nothing in the transcript before its end; the prompt history has it at once. */
const compactingSince = (facts: ThreadFacts): number | null => {
  const { command, turnAt } = facts
  if (command?.name !== "/compact" || isAtWork(facts) !== true) return null
  return turnAt !== null && command.at >= turnAt - commandSlackMillis ? command.at : null
}

const turnEvidence = (facts: ThreadFacts): Turn | null => {
  const { turn } = facts.transcript
  const atWork = isAtWork(facts)
  const compacting = compactingSince(facts)
  if (compacting !== null && (turn === null || turn.at <= compacting)) {
    return { status: "running", reason: "compacting", at: compacting, detail: "/compact" }
  }
  if (turn === null || turn.at < (facts.record.startedAt ?? 0) - startSlackMillis) return null
  if (!isRest(turn)) return atWork === false ? null : turn
  if (facts.turnAt !== null && turn.at < facts.turnAt) return null
  if (turn.status !== "done" || backgroundAgents(facts) === 0) return turn
  // At rest for a moment, before the turn that hears their report.
  if (atWork === false) return null
  return { ...turn, status: "running", reason: "background-task", detail: "background agents work on" }
}

const transcriptEvidence = (facts: ThreadFacts): Evidence | null => {
  const turn = turnEvidence(facts)
  if (turn === null) return null
  const { status, reason, at, detail } = turn
  return { source: "transcript", status, reason, at, detail: visibleText(detail) }
}

/** Only work is told by a title: the glyph of rest stands while the thread waits, too. */
const titleEvidence = (facts: ThreadFacts): Evidence | null =>
  facts.title?.state.working === true
    ? { source: "title", status: "running", reason: null, at: facts.title.at, detail: "the title's glyph turns" }
    : null

/** A look is good until the transcript goes on. */
const screenEvidence = ({ screen, transcript }: ThreadFacts): Evidence | null => {
  if (screen === null || screen.at < (transcript.turn?.at ?? 0)) return null
  const { status, reason, detail } = screen.state
  return { source: "screen", status, reason, at: screen.at, detail: `the screen ${detail}` }
}

/** What every source says now; null where it says nothing. */
export const evidenceOf = (facts: ThreadFacts): ReadonlyMap<EvidenceSource, Evidence | null> =>
  new Map<EvidenceSource, Evidence | null>([
    ["registry", registryEvidence(facts)],
    ["title", titleEvidence(facts)],
    ["screen", screenEvidence(facts)],
    ["transcript", transcriptEvidence(facts)]
  ])

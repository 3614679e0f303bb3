/** What is known of a thread, in the order in which changes of it are to be said. */
import type { Knowledge } from "../statements.ts"
import { detailsOf, identityOf } from "./threadDetails.ts"
import { evidenceOf } from "./threadEvidence.ts"
import { isAtWork, type ThreadFacts } from "./threadFacts.ts"

export const agentName = "claude-code"

/**
 * The live record speaks first when work begins or nothing was said before, and last when work ends, so that no step
 * between shows a wrong state.
 */
export const knowledgeOf = (facts: ThreadFacts, isFirst: boolean): Knowledge => {
  const evidence = [...evidenceOf(facts).values()].filter((one) => one !== null)
  return {
    agent: agentName,
    threadId: facts.record.threadId,
    identity: identityOf(facts),
    details: detailsOf(facts),
    evidence: isFirst || isAtWork(facts) !== false ? evidence : evidence.toReversed()
  }
}

/**
 * What one client chose about its list and its detail, besides what all clients share: order, sort, filter, hidden
 * sessions and scope come with the state. To change it, give the changed parts to `withChoice`, which lists anew.
 */
import type { Agent } from "@opensessions/protocol/Agent"

/** One client's choices. */
export interface ListChoice {
  /** Keys of the folded groups (`Session.group`). Those that the state remembers, until this client folds for itself. */
  readonly folded: ReadonlySet<string> | null
  /** The words that sessions are searched for, as typed; null while no search is in force. Folds do not hold meanwhile. */
  readonly search: string | null
  /** The thread in the detail that keys act on, as `threadKey` names it; null while keys act on the list. */
  readonly thread: string | null
}

/** Nothing chosen yet. */
export const noChoice: ListChoice = { folded: null, search: null, thread: null }

/** A thread's name among all threads. */
export const threadKey = (agent: Pick<Agent, "agent" | "threadId">): string => `${agent.agent} ${agent.threadId}`

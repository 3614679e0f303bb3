/** The session where a client goes when its own ends. */
import type { SessionId } from "@opensessions/protocol/Ids"
import type { Session } from "@opensessions/protocol/State"

/**
 * The previous shown session in displayed order, else the next one, else any that stays. Null where none stays.
 * `sessions` come in displayed order and may still have the one that ends; `staying` is what tmux will have.
 */
export const neighbour = (
  sessions: ReadonlyArray<Pick<Session, "id" | "index">>,
  ending: SessionId | null,
  staying: ReadonlyArray<SessionId>
): SessionId | null => {
  const at = sessions.findIndex(({ id }) => id === ending)
  const candidates = sessions
    .map(({ id, index }, i) => ({ id, shown: index !== null, i }))
    .filter(({ id }) => staying.includes(id))
  const shown = candidates.filter((candidate) => candidate.shown)
  const near = (among: typeof candidates) => among.findLast(({ i }) => i < at) ?? among.find(({ i }) => i > at)
  return near(shown)?.id ?? near(candidates)?.id ?? staying[0] ?? null
}

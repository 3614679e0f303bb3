/** Resolves what a request calls a session. */
import { UnknownSession } from "@opensessions/protocol/api/Refusals"
import type { Session, State } from "@opensessions/protocol/State"
import { Effect } from "effect"

/** By id, else by name: ids never change, and no session that has an id as its name can hide another. */
export const sessionNamed = (state: State, ref: string): Session | null =>
  state.sessions.find(({ id }) => id === ref) ?? state.sessions.find(({ name }) => name === ref) ?? null

export const findSession = (state: State, ref: string): Effect.Effect<Session, UnknownSession> => {
  const session = sessionNamed(state, ref)
  return session === null
    ? Effect.fail(new UnknownSession({ error: "unknown session", session: ref }))
    : Effect.succeed(session)
}

/** Resolves whose metadata is meant: a session by name or id, or the one that a pane or a directory belongs to. */
import { unknownIdentity } from "@opensessions/protocol/AgentEvent"
import { UnknownSession } from "@opensessions/protocol/api/Refusals"
import { PaneId, type SessionId } from "@opensessions/protocol/Ids"
import type { State } from "@opensessions/protocol/State"
import { placeOf, type Whereabouts } from "@opensessions/runtime/agents/attribution"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Effect, FileSystem } from "effect"
import { sessionNamed } from "./findSession.ts"

const placed = (where: Whereabouts, ref: string): ReadonlyArray<SessionId> =>
  ref.startsWith("/")
    ? placeOf(where, { ...unknownIdentity, cwd: ref }).sessions
    : /^%\d+$/.test(ref)
      ? placeOf(where, { ...unknownIdentity, paneId: PaneId.make(ref) }).sessions
      : []

/** A name or an id decides; only where there is no such session is it looked for a pane or a directory. Pure. */
export const ownerOf = (state: State, where: Whereabouts, ref: string): SessionId | null =>
  sessionNamed(state, ref)?.id ?? placed(where, ref)[0] ?? null

/** A directory is taken as it is without links. Nothing of it is read. */
export const owningSession = Effect.fn("owningSession")(function* (ref: string) {
  const store = yield* SessionStore
  const files = yield* FileSystem.FileSystem
  const { where } = yield* store.model
  const meant = ref.startsWith("/") ? yield* Effect.orElseSucceed(files.realPath(ref), () => ref) : ref
  const owner = ownerOf(yield* store.state, where, ref) ?? ownerOf(yield* store.state, where, meant)
  return owner ?? (yield* new UnknownSession({ error: "unknown session", session: ref }))
})

/** Makes, renames and ends sessions. Names and directories are data: tmux expands nothing in them, no shell sees them. */
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Travel } from "../commands/makeTravel.ts"
import { actingClient } from "../commands/originOf.ts"
import { joinTopologies } from "../multiplexer/joinTopologies.ts"
import type { Multiplexers } from "../multiplexer/Multiplexers.ts"
import { neighbour } from "../sidebars/neighbour.ts"
import { Fact } from "../store/Fact.ts"
import type { SessionStore } from "../store/SessionStore.ts"
import { literalFormat } from "../tmux/literalFormat.ts"
import type { Tmux, TmuxError } from "../tmux/Tmux.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { stashName, type Topology } from "../tmux/Topology.ts"
import { existingDirectory } from "./existingDirectory.ts"
import { freeName, nameOfDirectory, sessionName } from "./sessionName.ts"

type Asked<Tag extends Command["_tag"]> = Extract<Command, { _tag: Tag }>
type Done = Effect.Effect<void, TmuxError | CommandRefused>

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

const userSessions = (look: Topology) => [...look.sessions.values()].filter(({ name }) => name !== stashName)

export interface SessionChangesOptions {
  readonly tmux: typeof Tmux.Service
  readonly topology: typeof TmuxTopology.Service
  readonly store: typeof SessionStore.Service
  readonly travel: Travel
  readonly multiplexers: typeof Multiplexers.Service
}

/** What changes sessions. */
export const makeSessionChanges = ({ multiplexers, tmux, topology, store, travel }: SessionChangesOptions) => {
  /** What was done is in the state when the command is answered. */
  const lookAgain = Effect.gen(function* () {
    const look = yield* topology.refresh
    yield* store.apply(Fact.TopologyChanged({ topology: joinTopologies(look, yield* multiplexers.current) }))
  })

  const make = Effect.fnUntraced(function* (
    directory: string,
    name: string
  ): Effect.fn.Return<SessionId, TmuxError | CommandRefused> {
    const words = ["-s", literalFormat(name), "-c", literalFormat(directory)]
    const [id] = yield* tmux.run(["new-session", "-d", "-P", "-F", "#{session_id}", ...words])
    yield* lookAgain
    return id as SessionId
  })

  const create = Effect.fnUntraced(function* ({ directory, name, origin }: Asked<"NewSession">) {
    const path = existingDirectory(directory)
    if (path === null) return yield* refuse(`There is no directory ${directory}`)
    const wanted = name === null ? nameOfDirectory(path) : sessionName(name)
    if (wanted === null) return yield* refuse("A session can't be called that.")
    const look = yield* topology.refresh
    const sessions = userSessions(look)
    const same = sessions.find((session) => session.name === wanted && session.path === path)
    const taken = new Set([...look.sessions.values()].map((session) => session.name))
    const id = same?.id ?? (yield* make(path, freeName(wanted, taken)))
    // A script may make sessions while nobody is attached.
    if (actingClient(look, origin) === null) return
    yield* travel.toSession(yield* travel.client(origin), id, "content")
  }) as (command: Asked<"NewSession">) => Done

  const rename = Effect.fnUntraced(function* ({ name, sessionId }: Asked<"RenameSession">) {
    const next = sessionName(name)
    if (next === null) return yield* refuse("A session can't be called that.")
    const look = yield* topology.current
    const session = look.sessions.get(sessionId)
    if (session === undefined) return yield* refuse("This session is gone.")
    if (session.name === next) return
    if ([...look.sessions.values()].some((other) => other.name === next))
      return yield* refuse(`There is a session called ${next} already.`)
    yield* tmux.run(["rename-session", "-t", sessionId, "--", literalFormat(next)])
    yield* lookAgain
  }) as (command: Asked<"RenameSession">) => Done

  const kill = Effect.fnUntraced(function* ({ sessionId }: Asked<"KillSession">) {
    const look = yield* topology.current
    const session = look.sessions.get(sessionId)
    if (session === undefined || session.name === stashName) return yield* refuse("This session is gone.")
    const staying = userSessions(look).flatMap(({ id }) => (id === sessionId ? [] : [id]))
    const { sessions } = yield* store.state
    const to = neighbour(sessions, sessionId, staying)
    for (const client of look.clients.values()) {
      if (to === null || client.controlMode || (yield* travel.sessionOf(client)) !== sessionId) continue
      yield* travel.toSession(client, to, "content")
    }
    yield* tmux.run(["kill-session", "-t", sessionId])
    yield* lookAgain
  }) as (command: Asked<"KillSession">) => Done

  return { create, rename, kill }
}

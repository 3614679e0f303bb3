/** Moves clients: to a session, to a pane. Always the client that acted, always by ids (S59, S67). */
import { CommandRefused, type Landing, type Origin } from "@opensessions/protocol/Command"
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Sidebars } from "../sidebars/Sidebars.ts"
import type { Tmux, TmuxCommand, TmuxError } from "../tmux/Tmux.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { stashName, type TmuxClient, type Topology } from "../tmux/Topology.ts"
import { actingClient } from "./originOf.ts"

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

/** The session through which a client is to see a window: its own if that has it. */
const sessionWith = (look: Topology, client: TmuxClient, pane: PaneId): SessionId | null => {
  const windowId = look.panes.get(pane)?.windowId
  const having = [...look.sessions.values()].filter(
    (session) => session.name !== stashName && session.windows.some((window) => window.windowId === windowId)
  )
  return (having.find(({ id }) => id === client.sessionId) ?? having[0])?.id ?? null
}

export interface TravelOptions {
  readonly tmux: typeof Tmux.Service
  readonly topology: typeof TmuxTopology.Service
  readonly sidebars: typeof Sidebars.Service
}

/** What moves clients. */
export const makeTravel = ({ tmux, topology, sidebars }: TravelOptions) => {
  /** The client that acted, as the topology has it. */
  const client = Effect.fnUntraced(function* (origin: Origin): Effect.fn.Return<TmuxClient, CommandRefused> {
    const found = actingClient(yield* topology.current, origin)
    return found ?? (yield* refuse("No terminal is attached to this tmux server."))
  })

  /** Where a client is, from tmux itself: a switch that was just done may not be in the topology yet. */
  const sessionOf = Effect.fnUntraced(function* ({
    name,
    sessionId
  }: TmuxClient): Effect.fn.Return<SessionId | null, TmuxError> {
    const lines = yield* tmux.run(["list-clients", "-F", "#{session_id} #{client_name}"])
    const line = lines.find((one) => one.slice(one.indexOf(" ") + 1) === name)
    return line === undefined ? sessionId : (line.slice(0, line.indexOf(" ")) as SessionId)
  })

  const toSession = Effect.fnUntraced(function* (
    mover: TmuxClient,
    sessionId: SessionId,
    landing: Landing
  ): Effect.fn.Return<void, TmuxError | CommandRefused> {
    const look = yield* topology.current
    const windowId = look.sessions.get(sessionId)?.currentWindow ?? null
    if (windowId === null) return yield* refuse("This session is gone.")
    const pane = yield* sidebars.prepare({ sessionId, windowId, client: mover.name, landing })
    const focus: ReadonlyArray<TmuxCommand> = pane === null ? [] : [["select-pane", "-t", pane]]
    const isThere = (yield* sessionOf(mover)) === sessionId
    const move: ReadonlyArray<TmuxCommand> = isThere ? [] : [["switch-client", "-c", mover.name, "-t", sessionId]]
    yield* tmux.runAll([...focus, ...move])
  })

  const toPane = Effect.fnUntraced(function* (
    mover: TmuxClient,
    paneId: PaneId
  ): Effect.fn.Return<void, TmuxError | CommandRefused> {
    const look = yield* topology.current
    const at = { ...mover, sessionId: yield* sessionOf(mover) }
    const sessionId = sessionWith(look, at, paneId)
    const windowId = look.panes.get(paneId)?.windowId
    if (sessionId === null || windowId === undefined) return yield* refuse("This pane is gone.")
    const isActive = look.windows.get(windowId)?.activePane === paneId
    const isCurrent = look.sessions.get(sessionId)?.currentWindow === windowId
    // To select the active pane of a zoomed window again would take the zoom away.
    const select: ReadonlyArray<TmuxCommand> = isActive ? [] : [["select-pane", "-t", paneId]]
    const show: ReadonlyArray<TmuxCommand> = isCurrent ? [] : [["select-window", "-t", `${sessionId}:${windowId}`]]
    const isThere = at.sessionId === sessionId
    if (!isThere) yield* sidebars.prepare({ sessionId, windowId, client: mover.name, landing: "content" })
    const move: ReadonlyArray<TmuxCommand> = isThere ? [] : [["switch-client", "-c", mover.name, "-t", sessionId]]
    yield* tmux.runAll([...select, ...show, ...move])
  })

  return { client, sessionOf, toSession, toPane }
}

export type Travel = ReturnType<typeof makeTravel>

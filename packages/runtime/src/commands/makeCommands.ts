/** Carries out commands. Every error ends here as a sentence for the person who gave the command. */
import {
  type Command,
  CommandRefused,
  Command as Words,
  type Origin,
  type Landing
} from "@opensessions/protocol/Command"
import type { SessionId } from "@opensessions/protocol/Ids"
import { Deferred, Effect, Semaphore } from "effect"
import { SessionOrder } from "../config/SessionOrder.ts"
import { Settings } from "../config/Settings.ts"
import { ownerOf } from "../multiplexer/joinTopologies.ts"
import { Multiplexers } from "../multiplexer/Multiplexers.ts"
import { PaneScreens } from "../panes/PaneScreens.ts"
import { makeSessionChanges } from "../sessions/makeSessionChanges.ts"
import { refusedReveal } from "../sidebars/refusedReveal.ts"
import { Sidebars } from "../sidebars/Sidebars.ts"
import { Fact } from "../store/Fact.ts"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux, type TmuxError } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { mostUrgent, sessionAt, sessionBeside } from "./destinations.ts"
import { makeAnswer } from "./makeAnswer.ts"
import { makeArrangement } from "./makeArrangement.ts"
import { makeSharedSettings } from "./makeSharedSettings.ts"
import { makeTravel } from "./makeTravel.ts"
import { openPort } from "./openPort.ts"
import { actingClient, originWindow } from "./originOf.ts"

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

const refused = (error: TmuxError): CommandRefused =>
  new CommandRefused({
    reason: error._tag === "TmuxGone" ? "The tmux server has ended." : `tmux could not do it: ${error.reason}`
  })

/** Builds the service. */
export const makeCommands = Effect.gen(function* () {
  const tmux = yield* Tmux
  const topology = yield* TmuxTopology
  const sidebars = yield* Sidebars
  const store = yield* SessionStore
  const quit = yield* Deferred.make<void>()
  /** Two switches that come at once are done one after the other, each from where the one before led (S66). */
  const one = yield* Semaphore.make(1)
  /** Keys that repeat come faster than files are written: the last one has the last word. */
  const setting = yield* Semaphore.make(1)
  const travel = makeTravel({ tmux, topology, sidebars })
  const settings = yield* Settings
  const sessions = makeSessionChanges({ multiplexers: yield* Multiplexers, tmux, topology, store, travel })
  const arrangement = makeArrangement({ store, sessionOrder: yield* SessionOrder, settings })
  const shared = makeSharedSettings({ store, settings })
  const answer = makeAnswer({ tmux, store, screens: yield* PaneScreens })

  const shown = Effect.map(store.state, ({ sessions }) => sessions)

  const switchTo = (origin: Origin, sessionId: SessionId, landing: Landing) =>
    Effect.gen(function* () {
      yield* travel.toSession(yield* travel.client(origin), sessionId, landing)
      yield* store.submit(Fact.Visited({ sessionId }))
    })

  const reveal = Effect.fnUntraced(function* (origin: Origin, focus: boolean) {
    const done = yield* sidebars.reveal(origin, focus)
    if (done || !focus) return
    const look = yield* topology.current
    const window = originWindow(look, origin)
    if (window !== null) return yield* refuse(refusedReveal(look.windows.get(window)))
  })

  const jump = Effect.fnUntraced(function* (origin: Origin) {
    const look = yield* topology.current
    const client = actingClient(look, origin)
    const window = originWindow(look, { ...origin, client: client?.name ?? null })
    const at = window === null ? null : (look.windows.get(window)?.activePane ?? null)
    const to = mostUrgent(yield* shown, at)
    if (to === null) return yield* refuse("No agent needs you.")
    if (to.paneId === null) return yield* switchTo(origin, to.sessionId, "content")
    yield* travel.toPane(yield* travel.client(origin), to.paneId)
  })

  const copy = Effect.fnUntraced(function* (origin: Origin, text: string) {
    const client = actingClient(yield* topology.current, origin)
    const target = client === null ? [] : ["-t", client.name]
    yield* tmux.run(["set-buffer", "-w", ...target, "--", text])
  })

  const carryOut = Words.match({
    ToggleSidebar: ({ origin }) => sidebars.toggle(origin),
    RevealSidebar: ({ origin, focus }) => reveal(origin, focus),
    HideSidebar: () => sidebars.hide,
    EvenHorizontal: ({ origin }) =>
      Effect.flatMap(sidebars.evenHorizontal(origin), (done) =>
        done ? Effect.void : refuse("These panes have no room side by side.")
      ),
    FocusContent: ({ origin }) => sidebars.focusContent(origin),
    SwitchToSession: ({ origin, sessionId, landing }) => one.withPermits(1)(switchTo(origin, sessionId, landing)),
    SwitchToIndex: ({ origin, index, landing }) =>
      Effect.gen(function* () {
        const sessionId = sessionAt(yield* shown, index)
        if (sessionId === null) return yield* refuse(`There is no session ${index} in the sidebar.`)
        yield* switchTo(origin, sessionId, landing)
      }).pipe(one.withPermits(1)),
    SwitchRelative: ({ origin, by, landing }) =>
      Effect.gen(function* () {
        const client = yield* travel.client(origin)
        // A client of tmux can't be taken to a session of another multiplexer, and would not get past it.
        const tmuxSessions = (yield* shown).filter(({ id }) => ownerOf(id).place === 0)
        const sessionId = sessionBeside(tmuxSessions, yield* travel.sessionOf(client), by)
        if (sessionId !== null) yield* travel.toSession(client, sessionId, landing)
      }).pipe(one.withPermits(1)),
    FocusPane: ({ origin, paneId }) =>
      one.withPermits(1)(Effect.flatMap(travel.client(origin), (client) => travel.toPane(client, paneId))),
    JumpToAttention: ({ origin }) => one.withPermits(1)(jump(origin)),
    MarkSeen: ({ sessionId, threadId }) => store.submit(Fact.Seen({ sessionId, threadId })),
    NewSession: (command) => one.withPermits(1)(sessions.create(command)),
    RenameSession: (command) => one.withPermits(1)(sessions.rename(command)),
    KillSession: (command) => one.withPermits(1)(sessions.kill(command)),
    HideSession: arrangement.hide,
    ShowHidden: () => arrangement.showHidden,
    MoveSession: (command) => setting.withPermits(1)(arrangement.move(command)),
    PlaceSession: (command) => setting.withPermits(1)(arrangement.place(command)),
    FoldGroup: shared.fold,
    SetTheme: (command) => setting.withPermits(1)(shared.theme(command)),
    SetWidth: (command) => setting.withPermits(1)(shared.width(command)),
    SetDetailHeight: (command) => setting.withPermits(1)(shared.detailHeight(command)),
    SetFilter: (command) => setting.withPermits(1)(shared.filter(command)),
    SetSort: (command) => setting.withPermits(1)(shared.sort(command)),
    SetScope: (command) => setting.withPermits(1)(shared.scope(command)),
    AnswerAgent: answer,
    Copy: ({ origin, text }) => copy(origin, text),
    OpenPort: ({ port }) => openPort(port),
    Refresh: () => Effect.asVoid(topology.refresh),
    Quit: () => Effect.asVoid(Deferred.succeed(quit, undefined))
  }) as (command: Command) => Effect.Effect<void, TmuxError | CommandRefused>

  return {
    run: Effect.fn("Commands.run")((command: Command) =>
      Effect.mapError(carryOut(command), (error) => (error._tag === "CommandRefused" ? error : refused(error)))
    ),
    quitRequested: Deferred.await(quit)
  }
})

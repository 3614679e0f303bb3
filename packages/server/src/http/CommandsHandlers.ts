/** `POST /commands/…`: each becomes a `Command` and is answered when it is done. */
import type { GivenAt } from "@opensessions/protocol/api/CommandsApi"
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { NotDone } from "@opensessions/protocol/api/Refusals"
import { Command, type Landing, type Origin } from "@opensessions/protocol/Command"
import { Commands } from "@opensessions/runtime/commands/Commands"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { customThemeName } from "@opensessions/sidebar/themes/themeOfChoice"
import { themeNames } from "@opensessions/sidebar/themes/themeNamed"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { findSession } from "./findSession.ts"

interface WithOrigin {
  readonly origin?: GivenAt | null
}

interface WithLanding extends WithOrigin {
  readonly landing?: Landing | null
}

const originOf = (payload: WithOrigin | null): Origin => ({
  client: payload?.origin?.client ?? null,
  windowId: payload?.origin?.windowId ?? null,
  paneId: payload?.origin?.paneId ?? null
})

const landingOf = (payload: WithLanding | null): Landing => payload?.landing ?? "content"

export const CommandsHandlers = HttpApiBuilder.group(
  OpenSessionsApi,
  "commands",
  Effect.fnUntraced(function* (handlers) {
    const commands = yield* Commands
    const store = yield* SessionStore
    const { cases } = Command

    const run = (command: Command) =>
      Effect.mapError(commands.run(command), ({ message }) => new NotDone({ error: message }))

    const named = (ref: string) => Effect.flatMap(store.state, (state) => findSession(state, ref))

    const step = (payload: WithLanding | null, by: 1 | -1) =>
      run(cases.SwitchRelative.make({ origin: originOf(payload), by, landing: landingOf(payload) }))

    return handlers.handleAll({
      toggle: ({ payload }) => run(cases.ToggleSidebar.make({ origin: originOf(payload) })),
      reveal: ({ payload }) => run(cases.RevealSidebar.make({ origin: originOf(payload), focus: false })),
      focus: ({ payload }) => run(cases.RevealSidebar.make({ origin: originOf(payload), focus: true })),
      focusContent: ({ payload }) => run(cases.FocusContent.make({ origin: originOf(payload) })),
      evenHorizontal: ({ payload }) => run(cases.EvenHorizontal.make({ origin: originOf(payload) })),
      hideSidebar: ({ payload }) => run(cases.HideSidebar.make({ origin: originOf(payload) })),
      switch: Effect.fnUntraced(function* ({ payload }) {
        const where = { origin: originOf(payload), landing: landingOf(payload) }
        if (typeof payload.index === "number") {
          return yield* run(cases.SwitchToIndex.make({ ...where, index: payload.index }))
        }
        const { id } = yield* named(payload.session ?? "")
        return yield* run(cases.SwitchToSession.make({ ...where, sessionId: id }))
      }),
      next: ({ payload }) => step(payload, 1),
      previous: ({ payload }) => step(payload, -1),
      jump: ({ payload }) => run(cases.JumpToAttention.make({ origin: originOf(payload) })),
      focusPane: ({ payload }) => run(cases.FocusPane.make({ origin: originOf(payload), paneId: payload.paneId })),
      markSeen: Effect.fnUntraced(function* ({ payload }) {
        const { id } = yield* named(payload.session)
        yield* run(cases.MarkSeen.make({ sessionId: id, threadId: payload.threadId ?? null }))
      }),
      new: ({ payload }) =>
        run(
          cases.NewSession.make({
            origin: originOf(payload),
            directory: payload.directory,
            name: payload.name ?? null
          })
        ),
      kill: Effect.fnUntraced(function* ({ payload }) {
        const { id } = yield* named(payload.session)
        yield* run(cases.KillSession.make({ sessionId: id }))
      }),
      rename: Effect.fnUntraced(function* ({ payload }) {
        const { id } = yield* named(payload.session)
        yield* run(cases.RenameSession.make({ sessionId: id, name: payload.name }))
      }),
      reorder: Effect.fnUntraced(function* ({ payload: { before, by, session } }) {
        const { id } = yield* named(session)
        if (typeof by === "number") return yield* run(cases.MoveSession.make({ sessionId: id, by }))
        yield* run(cases.PlaceSession.make({ sessionId: id, before: (yield* named(before ?? "")).id }))
      }),
      hide: Effect.fnUntraced(function* ({ payload }) {
        const { id } = yield* named(payload.session)
        yield* run(cases.HideSession.make({ sessionId: id, hidden: payload.hidden ?? true }))
      }),
      showHidden: () => run(cases.ShowHidden.make({})),
      fold: ({ payload }) => run(cases.FoldGroup.make(payload)),
      theme: Effect.fnUntraced(function* ({ payload: { theme } }) {
        const { themes } = yield* store.state
        const isKnown = theme === customThemeName || themeNames.includes(theme) || Object.hasOwn(themes, theme)
        if (!isKnown) return yield* new NotDone({ error: `there is no theme '${theme}'` })
        yield* run(cases.SetTheme.make({ theme, of: "theme" }))
      }),
      width: ({ payload }) => run(cases.SetWidth.make(payload)),
      detailHeight: ({ payload }) => run(cases.SetDetailHeight.make(payload)),
      filter: ({ payload }) => run(cases.SetFilter.make(payload)),
      sort: ({ payload }) => run(cases.SetSort.make(payload)),
      scope: ({ payload }) => run(cases.SetScope.make(payload)),
      answer: ({ payload }) => run(cases.AnswerAgent.make(payload)),
      copy: ({ payload }) => run(cases.Copy.make({ origin: originOf(payload), text: payload.text })),
      openPort: ({ payload }) => run(cases.OpenPort.make(payload)),
      refresh: ({ payload }) => run(cases.Refresh.make({ origin: originOf(payload) })),
      quit: ({ payload }) => run(cases.Quit.make({ origin: originOf(payload) }))
    })
  })
)

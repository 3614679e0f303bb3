import { noOrigin } from "@opensessions/protocol/Command"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { sidebarColumns } from "../../src/sidebars/sidebarColumns.ts"
import { Sidebars } from "../../src/sidebars/Sidebars.ts"
import { TestServer } from "../tmux/support/TestServer.ts"
import { dice, disturbance } from "./support/disturbances.ts"
import { eventually, panes, type SeenPane } from "./support/look.ts"
import { daemon } from "./support/sidebarLayers.ts"

/** What is wrong with one window. */
const faults = (own: ReadonlyArray<SeenPane>, visible: boolean): ReadonlyArray<string> => {
  const sidebars = own.filter(({ sidebar }) => sidebar)
  const [first] = own
  if (first === undefined) return []
  const say = (fault: string) => `${first.window}: ${fault}`
  const fits = sidebarColumns({ width: first.windowWidth, height: first.windowHeight }, 1, 26) !== null
  const misplaced = sidebars.some(
    ({ left, width, height }) => left !== 0 || width !== 26 || height < first.windowHeight
  )
  return [
    ...(sidebars.length > 1 ? [say(`${sidebars.length} sidebars`)] : []),
    ...(sidebars.length === own.length ? [say("no content")] : []),
    ...(first.zoomed ? [] : sidebars.some(({ active }) => active) ? [say("the focus is on the sidebar")] : []),
    ...(!first.zoomed && visible && fits && misplaced ? [say("the sidebar is out of place")] : []),
    ...(!first.zoomed && !visible && sidebars.length > 0 ? [say("a sidebar while hidden")] : [])
  ]
}

const allFaults = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const visible = yield* (yield* Sidebars).visible
  const seen = yield* panes
  const places = (yield* tmux("list-clients", "-F", "#{client_tty} #{session_name}")).split("\n")
  const stranded = places.filter((line) => line.startsWith("/") && line.endsWith(" _os_stash"))
  const byWindow = Map.groupBy(seen, ({ window }) => window)
  return {
    ids: new Set(seen.map(({ pane }) => pane)),
    wrong: [...stranded, ...[...byWindow.values()].flatMap((own) => faults(own, visible))]
  }
})

it.live("after anything that users do all is right again, and no pane of theirs is lost", () =>
  Effect.gen(function* () {
    const { attach, attempt, tmux } = yield* TestServer
    for (const name of ["second", "third"]) yield* tmux("new-session", "-d", "-s", name, "-x", "100", "-y", "30")
    yield* tmux("set-option", "-g", "detach-on-destroy", "off")
    const clients = [(yield* attach("first")).tty, (yield* attach("second")).tty]
    const random = dice(20)
    yield* Effect.gen(function* () {
      const service = yield* Sidebars
      yield* service.show(noOrigin)
      for (let turn = 0; turn < 80; turn++) {
        const before = yield* panes
        const sessions = (yield* tmux("list-sessions", "-F", "#{session_id} #{session_name}")).split("\n")
        const sessionIds = sessions.flatMap((line) => (line.endsWith("_os_stash") ? [] : [line.split(" ")[0] ?? ""]))
        const { words, kills } = disturbance(random, { panes: before, sessionIds, clients })
        yield* attempt(...words)
        if (random.below(12) === 0) yield* service.toggle(noOrigin)
        // Half of the time the next one comes before this one was answered.
        if (random.below(2) === 0) continue
        const theirs = kills ? [] : before.filter(({ sidebar }) => !sidebar).map(({ pane }) => pane)
        yield* eventually(`order after ${words.join(" ")}`, allFaults, ({ ids, wrong }) => {
          return wrong.length === 0 && theirs.every((pane) => ids.has(pane))
        })
      }
    }).pipe(Effect.provide(daemon()))
  }).pipe(Effect.provide(TestServer.layer))
)

import { describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { attachScreen } from "../../src/host/PaneScreen.ts"
import { openPaneTty } from "../../src/host/PaneTty.ts"
import { layout } from "../../src/view/rows.ts"
import { makeSidebarView } from "../../src/view/SidebarView.ts"
import { PaneId } from "@opensessions/protocol/Ids"
import { eventually, privateTmux } from "../host/privateTmux.ts"
import { mixture, numbers, samples } from "./hostileText.ts"
import { anAgent, aSession, aView, now, textOf } from "./states.ts"

describe("in tmux", () => {
  it.live("a pane shows what was laid out, whatever the names are (S82)", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(26, 60)
      const tty = yield* openPaneTty(yield* tmux.run("display-message", "-p", "#{pane_tty}"))
      const pane = PaneId.make(yield* tmux.run("display-message", "-p", "#{pane_id}"))
      const screen = yield* attachScreen(tty, 26, 60)
      const view = makeSidebarView(screen.renderer)
      const next = numbers(5)
      for (let round = 0; round < 5; round++) {
        const sessions = Array.from({ length: 19 }, (_, index) => {
          const name = round === 0 ? (samples[index]?.[1] ?? "") : mixture(next)
          return aSession(index + 1, name, { agents: [anAgent("waiting")] })
        })
        const model = aView(sessions, { height: 60 })
        yield* Effect.sync(() => view.show(model, now))
        const wanted = textOf(layout(model, now)).map((line) => line.trimEnd())
        const shown = Effect.map(tmux.screen(pane), (lines) => lines.map((line) => line.trimEnd()))
        yield* eventually(shown, (lines) => lines.every((line, row) => line === wanted[row]))
      }
    })
  )
})

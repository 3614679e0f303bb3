import { assert, describe, it } from "@effect/vitest"
import type { ClientName } from "@opensessions/protocol/Ids"
import { Clock, Effect } from "effect"
import { TestClock } from "effect/testing"
import { makeTicker } from "../../src/host/ticker.ts"
import { initialModel, type Model } from "../../src/model.ts"
import { Message } from "../../src/message.ts"
import { update } from "../../src/update.ts"
import { aPane, aSession, aState, anAgent } from "../view/states.ts"

const pane = aPane()

const showing = (status: "running" | "done"): Model => {
  const state = aState([aSession(1, "api", { agents: [anAgent(status, { since: 0 })] })])
  return update(initialModel(pane), Message.StateChanged({ state }))[0]
}

const withTicker = Effect.fnUntraced(function* () {
  const times: Array<number> = []
  const shown = new Map<ClientName, Model>()
  const clients = { shown: () => shown, timePassed: (_client: ClientName, at: number) => void times.push(at) }
  const ticker = yield* makeTicker(clients, yield* Clock.Clock)
  return { shown, ticker, times }
})

describe("the clock of the panes", () => {
  it.effect("ticks a spinner evenly, whatever changes in between", () =>
    Effect.gen(function* () {
      const { shown, ticker, times } = yield* withTicker()
      shown.set(pane.client, showing("running"))
      ticker.shownChanged()
      for (let n = 0; n < 10; n++) {
        yield* TestClock.adjust("100 millis")
        ticker.changed(pane.client)
      }
      assert.deepStrictEqual(times, [250, 500, 750, 1000])
    })
  )

  it.effect("stands still while nothing that is seen moves (S86)", () =>
    Effect.gen(function* () {
      const { shown, ticker, times } = yield* withTicker()
      shown.set(pane.client, showing("running"))
      ticker.shownChanged()
      shown.clear()
      ticker.shownChanged()
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(times, [])
    })
  )

  it.effect("is as slow as what it is for: an age of minutes changes once a minute", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("5 minutes")
      const { shown, ticker, times } = yield* withTicker()
      shown.set(pane.client, showing("done"))
      ticker.shownChanged()
      yield* TestClock.adjust("3 minutes")
      assert.deepStrictEqual(times, [360_000, 420_000, 480_000])
    })
  )
})

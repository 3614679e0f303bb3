import { assert, describe, it } from "@effect/vitest"
import type { Command } from "@opensessions/protocol/Command"
import { ClientName } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import { type Cause, makeClients } from "../../src/host/Clients.ts"
import { Message } from "../../src/message.ts"
import { CommandSink } from "../../src/services/CommandSink.ts"
import { aPane, aSession, aState, paneId, sessionId } from "../view/states.ts"

const [alice, bob] = [ClientName.make("/dev/pts/1"), ClientName.make("/dev/pts/2")]
const state = aState([aSession(1, "api"), aSession(2, "web"), aSession(3, "docs")])
const down = Message.KeyPressed({ key: "j", at: 1000 })

const clientsWith = (run: (command: Command) => Effect.Effect<void> = () => Effect.void) => {
  const changes: Array<readonly [ClientName, Cause]> = []
  return makeClients((client, cause) => void changes.push([client, cause])).pipe(
    Effect.map((clients) => ({ changes, clients })),
    Effect.provideService(CommandSink, { run })
  )
}

describe("Clients", () => {
  it.effect("keeps each client's cursor, also while it sees no sidebar", () =>
    Effect.gen(function* () {
      const { clients } = yield* clientsWith()
      const left = { ...aPane(), client: alice }
      const right = { ...aPane(), client: bob, paneId: paneId(12) }
      clients.stateChanged(state)
      clients.show([left, right])
      clients.send(alice, down)
      assert.strictEqual(clients.modelFor(left).cursor, sessionId(2))
      assert.strictEqual(clients.modelFor(right).cursor, sessionId(1))
      clients.show([right])
      assert.deepStrictEqual([...clients.shown().keys()], [bob])
      clients.show([{ ...right, client: alice }])
      assert.strictEqual(clients.modelFor({ ...right, client: alice }).cursor, sessionId(2))
    })
  )

  it.effect("brings a client that comes back up to date before it is drawn", () =>
    Effect.gen(function* () {
      const { clients } = yield* clientsWith()
      const pane = { ...aPane(), client: alice }
      clients.stateChanged(state)
      clients.show([pane])
      clients.show([])
      const next = aState([aSession(1, "renamed")])
      clients.stateChanged(next)
      clients.show([pane])
      assert.strictEqual(clients.modelFor(pane).state, next)
    })
  )

  it.effect("shows a pane that two clients look at in the pane's own size", () =>
    Effect.gen(function* () {
      const { clients } = yield* clientsWith()
      const large = { ...aPane(), client: alice, height: 50 }
      const small = { ...aPane(), client: alice, height: 10, paneId: paneId(12) }
      clients.show([large, small])
      assert.strictEqual(clients.modelFor(large).pane.height, 50)
      assert.strictEqual(clients.modelFor(small).pane.height, 10)
    })
  )

  it.effect("tells changes of the state from those of a person, and nothing of clients that see no pane", () =>
    Effect.gen(function* () {
      const { changes, clients } = yield* clientsWith()
      clients.show([{ ...aPane(), client: alice }])
      clients.stateChanged(state)
      clients.send(alice, down)
      clients.send(bob, down)
      assert.deepStrictEqual(changes, [
        [alice, "state"],
        [alice, "person"]
      ])
    })
  )

  it.effect("a change of the theme waits for no storm to end: it is on all panes in one go", () =>
    Effect.gen(function* () {
      const { changes, clients } = yield* clientsWith()
      clients.show([
        { ...aPane(), client: alice },
        { ...aPane(), client: bob }
      ])
      clients.stateChanged(state)
      changes.length = 0
      clients.stateChanged({ ...state, theme: "nord" })
      assert.deepStrictEqual(changes, [
        [alice, "person"],
        [bob, "person"]
      ])
    })
  )

  it.effect("forgets those that were not seen for longest, so that clients that come and go cost nothing", () =>
    Effect.gen(function* () {
      const { clients } = yield* clientsWith()
      clients.stateChanged(state)
      const pane = (n: number) => ({ ...aPane(), client: ClientName.make(`client-${n}`) })
      for (let n = 0; n < 40; n++) {
        clients.show([pane(n)])
        clients.send(pane(n).client, down)
      }
      assert.strictEqual(clients.modelFor(pane(39)).cursor, sessionId(2))
      assert.strictEqual(clients.modelFor(pane(8)).cursor, sessionId(2))
      assert.isNull(clients.modelFor(pane(7)).cursor)
    })
  )

  it.effect("keeps what it shows where a message cannot be taken", () =>
    Effect.gen(function* () {
      const { clients } = yield* clientsWith()
      const pane = { ...aPane(), client: alice }
      clients.show([pane])
      clients.stateChanged(state)
      const broken = new Proxy(state, {
        get: () => {
          throw new Error("a bug")
        }
      })
      clients.stateChanged(broken)
      assert.strictEqual(clients.modelFor(pane).state, state)
      clients.send(alice, down)
      assert.strictEqual(clients.modelFor(pane).cursor, sessionId(2))
    })
  )
})

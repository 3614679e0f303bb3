/** One clock for all panes: it runs only while a model that is seen asks for it (S86). */
import type { ClientName } from "@opensessions/protocol/Ids"
import { type Clock, Effect, FiberHandle } from "effect"
import { needsTick } from "../view/needsTick.ts"
import type { Clients } from "./Clients.ts"

export interface Ticker {
  /** To be called after a client's model changed. */
  changed(client: ClientName): void
  /** To be called after clients came or went. */
  shownChanged(): void
}

/** Lets time pass for each client at the moment that its model asked for. */
export const makeTicker = Effect.fnUntraced(function* (
  clients: Pick<Clients, "shown" | "timePassed">,
  clock: Clock.Clock
) {
  const run = yield* FiberHandle.makeRuntime<never>()
  const due = new Map<ClientName, number>()
  let set: number | null = null

  const look = (client: ClientName, now: number): void => {
    const model = clients.shown().get(client)
    const wait = model === undefined ? null : needsTick(model, now)
    if (wait === null) due.delete(client)
    else due.set(client, now + wait)
  }

  const arm = (now: number): void => {
    const next = due.size === 0 ? null : Math.min(...due.values())
    if (next === set) return
    set = next
    run(next === null ? Effect.void : Effect.sleep(Math.max(1, next - now)).pipe(Effect.andThen(Effect.sync(ring))))
  }

  const ring = (): void => {
    const now = clock.currentTimeMillisUnsafe()
    set = null
    for (const [client, at] of due) {
      if (at <= now) clients.timePassed(client, now)
      // Also where it is not due: the clock may have been set back.
      look(client, now)
    }
    arm(now)
  }

  return {
    changed: (client) => {
      const now = clock.currentTimeMillisUnsafe()
      // What is due rings in a moment; to look again now would put it off for ever under a stream of changes.
      if ((due.get(client) ?? Number.POSITIVE_INFINITY) > now) look(client, now)
      arm(now)
    },
    shownChanged: () => {
      const now = clock.currentTimeMillisUnsafe()
      for (const client of due.keys()) if (!clients.shown().has(client)) due.delete(client)
      for (const client of clients.shown().keys()) look(client, now)
      arm(now)
    }
  } satisfies Ticker
})

/** What the modals of clients look at, followed for as long as they are seen and not a moment longer. */
import type { ClientName } from "@opensessions/protocol/Ids"
import type { Lookup } from "@opensessions/protocol/Lookup"
import { Effect, Equal, FiberMap, Stream } from "effect"
import { Message } from "../message.ts"
import { lookupOf } from "../modals/modals.ts"
import { LookupSource } from "../services/LookupSource.ts"
import type { Clients } from "./Clients.ts"

export interface Lookups {
  /** To be called after a client's model changed, or after it came or went. */
  changed(client: ClientName): void
  /** To be called after clients came or went. */
  shownChanged(): void
}

/** Follows one thing a client. */
export const makeLookups = Effect.fnUntraced(function* (clients: Pick<Clients, "shown" | "send">) {
  const { follow } = yield* LookupSource
  const fibers = yield* FiberMap.make<ClientName, void>()
  const run = yield* FiberMap.runtime(fibers)<never>()
  const looked = new Map<ClientName, Lookup>()

  const changed = (client: ClientName): void => {
    const model = clients.shown().get(client)
    const wanted = model === undefined ? null : lookupOf(model)
    if (Equal.equals(wanted, looked.get(client) ?? null)) return
    if (wanted === null) {
      looked.delete(client)
      run(client, Effect.void)
      return
    }
    looked.set(client, wanted)
    const told = Stream.runForEach(follow(wanted), (answer) =>
      Effect.sync(() => clients.send(client, Message.Found({ lookup: wanted, answer })))
    )
    run(client, told)
  }

  return {
    changed,
    shownChanged: () => {
      for (const client of new Set([...looked.keys(), ...clients.shown().keys()])) changed(client)
    }
  } satisfies Lookups
})

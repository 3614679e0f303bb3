import { assert, describe, it } from "@effect/vitest"
import type { ClientName } from "@opensessions/protocol/Ids"
import { type Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import { Effect, Stream } from "effect"
import { makeLookups } from "../../src/host/lookups.ts"
import type { Message } from "../../src/message.ts"
import type { Model } from "../../src/model.ts"
import { LookupSource } from "../../src/services/LookupSource.ts"
import { update } from "../../src/update.ts"
import { afterKeys, aDay, aView } from "../view/states.ts"

const answer = LookupAnswer.cases.Directories.make({ directories: [{ path: "/srv", kind: "path" }] })

/** One client's model, and what is followed for it. */
const followed = Effect.gen(function* () {
  let model: Model = aView(aDay)
  const { client } = model.pane
  const open = new Set<Lookup>()
  const shown = new Map<ClientName, Model>([[client, model]])
  const send = (_client: ClientName, message: Message) => {
    model = update(model, message)[0]
  }
  const follow = (lookup: Lookup) =>
    Stream.concat(Stream.make(answer), Stream.never).pipe(
      Stream.onStart(Effect.sync(() => open.add(lookup))),
      Stream.ensuring(Effect.sync(() => open.delete(lookup)))
    )
  const lookups = yield* makeLookups({ send, shown: () => shown }).pipe(Effect.provideService(LookupSource, { follow }))
  const show = (next: Model | null) =>
    Effect.suspend(() => {
      if (next === null) shown.clear()
      else shown.set(client, (model = next))
      lookups.shownChanged()
      return Effect.yieldNow
    }).pipe(Effect.andThen(Effect.yieldNow), Effect.andThen(Effect.yieldNow))
  return { open: () => [...open], show, overlay: () => model.overlay }
})

describe("what modals look at", () => {
  it.effect("is followed while the modal is open and seen, and answers go into it", () =>
    Effect.gen(function* () {
      const { open, overlay, show } = yield* followed
      const picker = afterKeys(aView(aDay), "n", "j")
      assert.deepStrictEqual(open(), [])
      yield* show(picker)
      assert.deepStrictEqual(open(), [{ _tag: "Directories", typed: "j" }])
      assert.deepStrictEqual((overlay() as { found?: unknown }).found, [{ path: "/srv", kind: "path" }])
      yield* show(afterKeys(picker, "k"))
      assert.deepStrictEqual(open(), [{ _tag: "Directories", typed: "jk" }])
      yield* show(null)
      assert.deepStrictEqual(open(), [])
    })
  )
})

/** Waits until an answer equals what is expected; where it never does, the test fails with the difference. */
import { assert } from "@effect/vitest"
import { isDeepStrictEqual } from "node:util"
import { waitFor, type WaitOptions } from "./waiting.ts"

export const eventually = async <A>(ask: () => Promise<A> | A, expected: A, options?: WaitOptions): Promise<void> => {
  let last: A | undefined
  const look = async () => {
    last = await ask()
    return isDeepStrictEqual(last, expected) ? true : null
  }
  try {
    await waitFor(look, () => "not as expected", options)
  } catch (cause) {
    // Without a difference it was `ask` that failed.
    if (last === undefined) throw cause
    assert.deepStrictEqual(last, expected)
    throw cause
  }
}

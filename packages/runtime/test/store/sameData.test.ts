import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { isDeepStrictEqual } from "node:util"
import { sameData } from "../../src/store/sameData.ts"

describe("sameData", () => {
  it.each<readonly [unknown, unknown, boolean]>([
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [[1, [2]], [1, [2]], true],
    [[1], [1, 2], false],
    [[], {}, false],
    [null, {}, false],
    [{ a: null }, { a: null }, true]
  ])("%j and %j: %s", (one, other, same) => assert.strictEqual(sameData(one, other), same))

  it.prop("is right about any data", [Schema.Json, Schema.Json], ([one, other]) => {
    assert.isTrue(sameData(one, structuredClone(one)))
    assert.strictEqual(sameData(one, other), isDeepStrictEqual(one, other))
  })
})

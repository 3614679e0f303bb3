import { assert, describe, it } from "@effect/vitest"
import { type Bucket, fullBucket, takeToken } from "../../src/http/tokenBucket.ts"

const size = { burst: 3, perSecond: 2 }

const takeAll = (moments: ReadonlyArray<number>): ReadonlyArray<boolean> => {
  let bucket: Bucket = fullBucket(size, 0)
  return moments.map((now) => {
    const [next, taken] = takeToken(bucket, size, now)
    bucket = next
    return taken
  })
}

describe("takeToken", () => {
  it("gives a burst and then the rate", () => {
    assert.deepStrictEqual(takeAll([0, 0, 0, 0, 499, 500, 500, 1000]), [
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true
    ])
  })

  it("never holds more than the burst", () => {
    assert.deepStrictEqual(takeAll([1e9, 1e9, 1e9, 1e9]), [true, true, true, false])
  })

  it("a clock that goes back costs nobody a token", () => {
    assert.deepStrictEqual(takeAll([1000, -5000, -5000, -5000]), [true, true, true, false])
  })
})

import { assert, describe, it } from "@effect/vitest"
import { bootClock } from "../../src/processes/bootClock.ts"

describe("the boot time", () => {
  it("is read again when the clock was set or the machine slept, and not otherwise", () => {
    const system = { now: 100_000, steady: 0, reads: 0, bootedAt: 50_000 }
    const bootedAt = bootClock(() => (system.reads++, system.bootedAt), {
      now: () => system.now,
      steady: () => system.steady
    })
    const after = (millis: number, set: number) => {
      system.now += millis + set
      system.steady += millis
      system.bootedAt += set
      return bootedAt()
    }
    assert.strictEqual(after(60_000, 0), 50_000)
    assert.strictEqual(after(60_000, 100), 50_000)
    assert.strictEqual(system.reads, 1)
    assert.strictEqual(after(1_000, -3_600_000), 50_100 - 3_600_000)
    assert.strictEqual(after(1_000, 7_200_000), 50_100 + 3_600_000)
    assert.strictEqual(system.reads, 3)
  })
})

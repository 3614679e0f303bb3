import { assert, it } from "@effect/vitest"
import type { WatcherHealth } from "../../src/agents/WatcherHealth.ts"
import { noticesOf } from "../../src/feeds/watcherNotices.ts"

const health = (state: WatcherHealth["state"]): WatcherHealth => ({
  name: "w",
  state,
  events: 0,
  lastEventAt: null,
  failures: 1,
  lastFailure: "no file",
  unknown: new Map()
})

const shown = new Map([["w", "watcher w failed: no file"]])

it.each([
  ["one that fails is named", new Map(), [health("retrying")], false, shown],
  ["one that was just started again still is", shown, [health("running")], false, shown],
  ["one that holds is not", shown, [health("running")], true, new Map()],
  ["one that is gone is not", shown, [], false, new Map()]
] as const)("%s", (_, before, now, isSettled, expected) => {
  assert.deepStrictEqual(noticesOf(before, now, isSettled), expected)
})

import type { PaneId } from "@opensessions/protocol/Ids"
import { assert, it } from "@effect/vitest"
import { type Found, judge, parseFound } from "../../src/sidebars/takeOver.ts"

const stranger: Found = {
  paneId: "%1" as PaneId,
  inStash: false,
  hidden: false,
  marked: false,
  dead: false,
  genuine: false,
  titled: false,
  shell: true,
  width: 26,
  alone: false,
  atEdge: true
}
const marked: Found = { ...stranger, marked: true, genuine: true, titled: true, shell: false }
const remains: Found = { ...stranger, titled: true }

it.each([
  ["S11: a sidebar of the former daemon", marked, "adopt"],
  ["one that waits in the stash", { ...marked, inStash: true, hidden: true, alone: true, width: 120 }, "adopt"],
  ["one whose holder is dead", { ...marked, dead: true }, "end"],
  ["S21: one that somebody respawned with a program", { ...marked, genuine: false }, "release"],
  ["S4: an idle shell with the title in the place of a sidebar", remains, "end"],
  ["S4: one in a window of the stash", { ...remains, inStash: true, hidden: true, alone: true, width: 120 }, "end"],
  ["a shell that got into the stash", { ...remains, inStash: true, alone: true, width: 120 }, "ignore"],
  ["a shell beside a hidden sidebar", { ...remains, inStash: true, hidden: true }, "ignore"],
  ["S5: a program that gave itself the title", { ...remains, shell: false }, "ignore"],
  ["a shell with the title in the middle of a window", { ...remains, atEdge: false }, "ignore"],
  ["a shell with the title that fills a wide window's half", { ...remains, width: 100 }, "ignore"],
  ["a window's only pane with the title", { ...remains, alone: true }, "ignore"],
  ["any pane of the user's", stranger, "ignore"]
] as const)("%s: %s", (_name, found, verdict) => {
  assert.strictEqual(judge(found), verdict)
})

it("what tmux lists is read", () => {
  assert.deepStrictEqual(parseFound(["%4 0 0 1 0 1 1 0 26 0 1"]), [{ ...marked, paneId: "%4" as PaneId }])
  assert.deepStrictEqual(parseFound(["%1 0 0 0 0 0 1 1 26 0 1"]), [remains])
})

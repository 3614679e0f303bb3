import { assert, describe, it } from "@effect/vitest"
import { countPanes, crashGuard, needsCrashGuard } from "../../src/tmux/crashGuard.ts"
import { hooksBeside, parseHooks, removeHook, setHook, topologyHooks } from "../../src/tmux/hooks.ts"
import { dressNewWindowText } from "../../src/tmux/dressNewWindow.ts"
import { keepLayoutText, keepWidthText } from "../../src/tmux/keepWidth.ts"
import { readingGap } from "../../src/tmux/readingGap.ts"
import { ringWindowAmong } from "../../src/tmux/stash.ts"
import { titleClass } from "../../src/tmux/titleClass.ts"
import { pane, session, topology, window } from "./support/topologies.ts"

describe("hooks", () => {
  it("stand at an index of our own", () => {
    assert.deepStrictEqual(setHook({ name: "pane-died", command: "x" }), ["set-hook", "-g", "pane-died[7391]", "x"])
    assert.deepStrictEqual(removeHook("pane-died", 7395), ["set-hook", "-gu", "pane-died[7395]"])
  })

  it("are told apart from the user's", () => {
    const lines = [
      "after-bind-key",
      "client-attached[0] display-message x",
      "pane-died[7391] if-shell …",
      "pane-died[7400] y"
    ]
    assert.deepStrictEqual(parseHooks([...lines, ...lines]), [
      { name: "client-attached", index: 0, ours: false },
      { name: "pane-died", index: 7391, ours: true },
      { name: "pane-died", index: 7400, ours: false }
    ])
  })

  it("ring for everything after a user's hook that we would not understand", () => {
    const users = parseHooks([
      "client-attached[0] select-layout tiled",
      "alert-bell[2] kill-pane",
      "window-layout-changed[0] x",
      "after-split-window[0] select-layout tiled"
    ])
    const hooks = new Map(hooksBeside(topologyHooks, users).map(({ command, name }) => [name, command]))
    assert.include(hooks.get("client-attached"), ".everything")
    assert.include(hooks.get("alert-bell"), ".everything")
    assert.include(hooks.get("window-layout-changed"), ".window #{hook_window}")
    assert.include(hooks.get("client-resized"), ".clients")
    assert.isFalse(hooks.has("after-split-window"))
    assert.strictEqual(hooks.size, topologyHooks.length + 1)
  })

  it("ring with ids only, so that no name or title can become part of a command", () => {
    for (const { command } of [...topologyHooks, crashGuard]) {
      const words = [...command.matchAll(/rung\}([^|]*)\|/g)].flatMap(([, text = ""]) => text.split(" ").slice(1))
      for (const word of words) assert.include(["#{hook_window}", "#{hook_pane}", "#{pane_id}", "#{mouse_pane}"], word)
    }
  })
})

it("what hooks have tmux run is made of ids and numbers alone", () => {
  for (const text of [keepLayoutText, keepWidthText, dressNewWindowText]) {
    for (const [, name = ""] of text.matchAll(/#\{(?:\w+:)?([a-z_-]+)\}/g)) {
      assert.match(
        name,
        /_(id|index|left|top|bottom|right|width|height|flag|panes|layout|list|active)$|^main-pane-|^pane_at_/
      )
    }
  }
})

describe("the crash guard", () => {
  it.each([
    ["3.2", true],
    ["3.3a", true],
    ["3.6b", true],
    ["next-3.7", false],
    ["3.7", false],
    ["3.10", false],
    ["4.0", false],
    ["openbsd", true]
  ])("of tmux %s: %s", (version, needed) => assert.strictEqual(needsCrashGuard(version), needed))

  it("counts panes as tmux does, once for each session", () => {
    const linked = topology(
      [session("$1", ["@1", "@2"]), session("$2", ["@1"])],
      [window("@1", ["%1", "%2"]), window("@2", ["%3"])],
      [pane("%1", "@1")]
    )
    assert.strictEqual(countPanes(linked), 5)
  })
})

describe("titles", () => {
  it.each([
    ["⠋ work", "⠙ work", true],
    ["◐ work", "◓ work", true],
    ["⠋ work", "◐ work", true],
    ["⠋ work", "✳ work", false],
    ["✳ work", "✳ work", true],
    ["[ ! ] Action", "[ . ] Action", true],
    ["[ x ] Action", "[ . ] Action", false],
    ["⠋ work", "⠋ other", false],
    ["work ⠋", "work ⠙", false]
  ])("%s and %s are of one class: %s", (one, other, same) =>
    assert.strictEqual(titleClass(one) === titleClass(other), same)
  )
})

describe("the pace of readings", () => {
  it("is at once after quiet and slower the longer changes go on", () => {
    const pace = readingGap()
    const waits: Array<number> = []
    let now = 1000
    for (let reading = 0; reading < 8; reading++) {
      const wait = pace.before(now)
      waits.push(wait)
      now += wait
      pace.after(now)
    }
    assert.deepStrictEqual(waits, [0, 2, 4, 8, 16, 32, 40, 40])
    assert.strictEqual(pace.before(now + 101), 0)
  })
})

describe("the doorbell window", () => {
  it.each([
    [["@1  ring", "@2 1 other"], "@2"],
    [["@1  sidebar", "@2  ring"], "@2"],
    [["@1  sidebar"], null],
    [[], null]
  ])("among %s is %s", (lines, found) => assert.strictEqual(ringWindowAmong(lines), found))
})

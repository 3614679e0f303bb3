import { assert, describe, it } from "@effect/vitest"
import { defaultSocket, socketOfTmux, tmuxKey } from "../../src/config/tmuxKey.ts"

describe("tmuxKey", () => {
  it.each([
    ["/tmp/tmux-1000/default", 2486],
    ["/tmp/tmux-0/default", 18239],
    ["/private/tmp/tmux-501/default", 19916],
    ["", 0],
    ["a", 97]
  ])("the key of %s is %i", (path, key) => assert.strictEqual(tmuxKey(path), key))

  it("counts code points, not UTF-16 units", () => {
    assert.strictEqual(tmuxKey("😀a"), (0x1f600 + 97 * 2) % 20_000)
  })

  it("stays below 20000 for a path of any length", () => {
    assert.isBelow(tmuxKey("/very/long".repeat(5_000)), 20_000)
  })
})

describe("the tmux socket", () => {
  it.each([
    ["/tmp/tmux-1000/default,4242,0", "/tmp/tmux-1000/default"],
    ["/tmp/with,comma/work,1,2", "/tmp/with,comma/work"],
    ["/tmp/tmux-1000/default", "/tmp/tmux-1000/default"],
    ["not a path,1,2", null]
  ])("of TMUX=%s is %s", (tmux, socket) => assert.strictEqual(socketOfTmux(tmux), socket))

  it("of the default server is below the directory", () => {
    assert.strictEqual(defaultSocket("/private/tmp", 501), "/private/tmp/tmux-501/default")
  })
})

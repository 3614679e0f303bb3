import { assert, describe, it } from "@effect/vitest"
import { makeFrameFilter } from "../../src/host/frameFilter.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (passed: Uint8Array) => new TextDecoder().decode(passed)
const filtered = (input: string) => text(makeFrameFilter()(bytes(input)))

describe("what reaches a pane", () => {
  it.each([
    ["text", "hello wörld 漢 👍"],
    ["colours", "\x1b[0m\x1b[1;38;2;255;0;10;49mx\x1b[38:5:4my"],
    ["positions", "\x1b[1;1H\x1b[H\x1b[12Ga"],
    ["a synchronised frame", "\x1b[?2026h\x1b[?25l\x1b[2;1Habc\x1b[0m\x1b[?25h\x1b[?2026l"]
  ])("is %s", (_name, input) => assert.strictEqual(filtered(input), input))

  it.each([
    ["DA1", "\x1b[c"],
    ["DA2", "\x1b[>c"],
    ["XTVERSION", "\x1b[>0q"],
    ["DECRQM", "\x1b[?2026$p"],
    ["a cursor report", "\x1b[6n"],
    ["the kitty keyboard query", "\x1b[?u"],
    ["kitty keyboard modes", "\x1b[>1u\x1b[=1u\x1b[<u"],
    ["modifyOtherKeys", "\x1b[>4;1m"],
    ["the window's size in pixels", "\x1b[14t"],
    ["colour queries", "\x1b]10;?\x07\x1b]11;?\x1b\\"],
    ["a title", "\x1b]0;\x07"],
    ["a pointer shape", "\x1b]22;default\x1b\\"],
    ["scaled text", "\x1b]66;s=2; \x1b\\"],
    ["XTGETTCAP", "\x1bP+q4d73\x1b\\"],
    ["a kitty image", "\x1b_Gi=31337,s=1,v=1,a=q;AAAA\x1b\\"],
    ["mouse and paste modes, which the host sets itself", "\x1b[?1003h\x1b[?2004h\x1b[?1049h"],
    ["line feeds and other controls", "\r\n\t\b\x07\x0e\x7f"],
    ["clear screen and scroll", "\x1b[2J\x1b[3J\x1b[5S\x1b[2T\x1b[1;5r"],
    ["save and restore of the cursor", "\x1b7\x1b8\x1b[s\x1b[u"],
    ["charsets and resets", "\x1b(0\x1bc\x1b[!p\x1b[0 q"]
  ])("is never %s", (_name, input) => {
    assert.strictEqual(filtered(input), "")
    assert.strictEqual(filtered(`a${input}b`), "ab")
  })

  it("is a copy: the renderer writes the next frame where this one was", () => {
    const frame = bytes("\x1b[1;1Habc")
    const passed = makeFrameFilter()(frame)
    frame.fill(0)
    assert.strictEqual(text(passed), "\x1b[1;1Habc")
  })

  it("does not depend on how the bytes are cut", () => {
    const input = "\x1b]10;?\x1b\\\x1b[?2026h\x1b[1;38;5;4mä\x1b[>0q漢\x1bP+q\x1b\\\x1b[2;3Hx\x1b[?2026l"
    const whole = filtered(input)
    for (let size = 1; size < 7; size++) {
      const filter = makeFrameFilter()
      const all = bytes(input)
      const parts: Array<number> = []
      for (let at = 0; at < all.length; at += size) parts.push(...filter(all.subarray(at, at + size)))
      assert.strictEqual(text(Uint8Array.from(parts)), whole)
    }
  })
})

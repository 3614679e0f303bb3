import { leftAmong } from "@opensessions/runtime/tmux/leftClients"
import { assert, describe, it } from "@effect/vitest"

describe("control clients that a killed daemon left", () => {
  it("are those with our flags in the stash, our own and other people's not among them", () => {
    const lines = [
      "12 attached,focused,control-mode,ignore-size,no-output,UTF-8 client-12",
      "13 attached,focused,control-mode,ignore-size,no-output,UTF-8 client-13",
      "14 attached,focused,control-mode,UTF-8 client-14",
      "15 attached,focused,UTF-8 /dev/pts/3",
      "0 attached,control-mode,ignore-size,no-output client-0",
      ""
    ]
    assert.deepStrictEqual(leftAmong(lines, "client-13"), [12])
  })
})

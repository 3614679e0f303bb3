import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { appendFileSync } from "node:fs"
import { plainText } from "../../src/view/plainText.ts"
import { textWidth } from "../../src/view/textWidth.ts"
import { eventually, privateTmux } from "../host/privateTmux.ts"
import { samples } from "./hostileText.ts"

describe("in tmux", () => {
  it.live("text is as wide as it was laid out", () =>
    Effect.gen(function* () {
      const tmux = yield* privateTmux(60, 5)
      const tty = yield* tmux.run("display-message", "-p", "#{pane_tty}")
      for (const [index, [name, text]] of samples.entries()) {
        const plain = plainText(text)
        yield* Effect.sync(() => appendFileSync(tty, `\r\x1b[K${plain}\x1b]2;sample-${index}\x07`))
        const [, column] = (yield* eventually(tmux.run("display-message", "-p", "#{pane_title} #{cursor_x}"), (shown) =>
          shown.startsWith(`sample-${index} `)
        )).split(" ")
        assert.strictEqual(Number(column), textWidth(plain), name)
      }
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { makeCommandGate } from "../../src/tmux/commandGate.ts"
import type { TmuxCommand } from "../../src/tmux/TmuxError.ts"

const gate = () => {
  const written: Array<string> = []
  return { written, ...makeCommandGate<string>((_command, name) => void written.push(name)) }
}

const select: TmuxCommand = ["select-window", "-t", "@1"]
const kill: TmuxCommand = ["kill-window", "-t", "@1"]
const list: TmuxCommand = ["list-panes"]

describe("the gate of commands", () => {
  it("lets through what ends no window", () => {
    const { submit, written } = gate()
    for (const [index, command] of [list, select, list, select].entries()) submit(command, String(index))
    assert.deepStrictEqual(written, ["0", "1", "2", "3"])
  })

  it("keeps the end of a window back until the current window of its session is settled", () => {
    const { settled, submit, written } = gate()
    submit(select, "select")
    submit(kill, "kill")
    submit(list, "list")
    assert.deepStrictEqual(written, ["select"])
    settled(select)
    assert.deepStrictEqual(written, ["select", "kill", "list"])
  })

  it("ends one window after the other", () => {
    const { settled, submit, written } = gate()
    for (const name of ["a", "b", "c"]) submit(kill, name)
    assert.deepStrictEqual(written, ["a"])
    settled(kill)
    assert.deepStrictEqual(written, ["a", "b"])
    settled(list)
    assert.deepStrictEqual(written, ["a", "b"])
    settled(kill)
    assert.deepStrictEqual(written, ["a", "b", "c"])
  })

  it("gives back what was not written", () => {
    const { drain, submit } = gate()
    for (const name of ["a", "b", "c"]) submit(kill, name)
    assert.deepStrictEqual(drain(), ["b", "c"])
    assert.deepStrictEqual(drain(), [])
  })
})

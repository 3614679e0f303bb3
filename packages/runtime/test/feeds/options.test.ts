import { assert, describe, it } from "@effect/vitest"
import type { PaneId } from "@opensessions/protocol/Ids"
import { changedOptions, wordsOfPanes } from "../../src/feeds/paneOptions.ts"
import { optionsOf } from "../../src/feeds/statusOptions.ts"
import { project } from "../../src/store/project.ts"
import { says, start, tell, turn } from "../store/world.ts"

const sessions = (model: Parameters<typeof project>[0]) => project(model, null).sessions

describe("options for status lines and borders", () => {
  it("count what waits, and outcomes nobody has seen, most urgent first", () => {
    const model = tell(
      turn(start(), "t", 10, 2000),
      says("u", 11, "registry", "waiting", 3000),
      says("v", 20, "registry", "running", 3000)
    )
    assert.deepStrictEqual(optionsOf(sessions(model)), {
      "@opensessions_status": "1 waiting 1 done",
      "@opensessions_waiting": "1",
      "@opensessions_running": "1",
      "@opensessions_unseen": "1"
    })
    assert.strictEqual(optionsOf([])["@opensessions_status"], "")
  })

  it("name the most urgent agent of each pane", () => {
    const model = tell(start(), says("a", 10, "registry", "running", 2000), says("b", 10, "registry", "waiting", 2000))
    assert.deepStrictEqual<unknown>(
      [...wordsOfPanes(sessions(model))],
      [["%1", { agent: "claude-code", status: "waiting" }]]
    )
  })

  it("are written only where they change, and taken away with the agent", () => {
    const pane = "%1" as PaneId
    const running = new Map([[pane, { agent: "claude-code", status: "running" }]])
    const waiting = new Map([[pane, { agent: "claude-code", status: "waiting" }]])
    assert.deepStrictEqual(changedOptions(running, running), [])
    assert.deepStrictEqual<unknown>(changedOptions(running, waiting), [
      ["set-option", "-p", "-t", "%1", "@opensessions_state", "waiting"]
    ])
    assert.strictEqual(changedOptions(waiting, new Map()).length, 2)
  })
})

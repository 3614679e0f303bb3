/** What a key or a status line asks of a running daemon costs no start of Node: every start of it is counted here. */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { StubWorld } from "./support/stubWorld.ts"

/** From now on the installation's Node writes its arguments down and does what it would have done. */
const countStarts = (t: StubWorld): (() => ReadonlyArray<string>) => {
  const started = join(t.installation.directory, "started")
  const node = join(t.installation.root, "node_modules", ".bin", "node")
  rmSync(node)
  writeFileSync(node, `#!/bin/sh\necho "$*" >>'${started}'\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 })
  writeFileSync(started, "")
  return () => readFileSync(started, "utf8").split("\n").slice(0, -1)
}

const done = { status: 0, stdout: "", stderr: "" }

describe("a running daemon is asked without Node", () => {
  it("by every key", async () => {
    await using t = await StubWorld.start({
      sessions: { api: {}, web: {} },
      configuration: "set -g @opensessions-extra-bindings on\nset -g @opensessions-focus-global-key M-g"
    })
    const anna = await t.world.client("anna")
    await t.loadPlugin()
    assert.deepStrictEqual(await t.opensessions("%0", "_ensure"), done)
    const starts = countStarts(t)
    const pressed = [
      ["prefix o s", "focus"],
      ["prefix o t", "toggle"],
      ["prefix o e", "even-horizontal"],
      ["prefix o j", "jump"],
      ["prefix o n", "next"],
      ["prefix o p", "previous"],
      ["prefix o 7", "switch 7"],
      ["M-g", "focus"],
      ["prefix C-s", "focus"],
      ["prefix C-t", "toggle"],
      ["prefix M-4", "switch 4"]
    ] as const
    for (const [keys] of pressed) await anna.keys(keys)
    await t.hears(/^rung switch 4 /)
    const heard = t.heard().filter((line) => line.startsWith("rung"))
    assert.deepStrictEqual(
      heard.map((line) => line.slice("rung ".length).replace(/ \S+ \S+ \S+$/, "")),
      pressed.map(([, words]) => words)
    )
    assert.deepStrictEqual(starts(), [])
  })

  it("by every command that only asks for something to be done, and by status", async () => {
    await using t = await StubWorld.start({ sessions: { api: {}, web: {} } })
    assert.deepStrictEqual(await t.opensessions("%0", "_ensure"), done)
    const starts = countStarts(t)
    const commands = [[], ["toggle"], ["focus"], ["hide"], ["next"], ["previous"], ["jump"], ["even-horizontal"]]
    for (const words of [...commands, ["switch", "web"], ["switch", "$0"], ["switch", "--", "api"], ["switch", "2"]]) {
      assert.deepStrictEqual(
        await t.opensessions("%0", ...words),
        { status: 0, stdout: "", stderr: "" },
        words.join(" ")
      )
    }
    assert.strictEqual((await t.opensessions("%0", "switch", "nope")).status, 1)
    await t.world.tmux.run("set-option", "-g", "@opensessions_status", "1 waiting")
    assert.strictEqual((await t.opensessions("%0", "status")).stdout, "1 waiting\n")
    assert.deepStrictEqual(starts(), [])
    // The others do start it, so this counts.
    await t.opensessions("%0", "ls")
    assert.lengthOf(starts(), 1)
  })
})

import { assert, describe, it } from "@effect/vitest"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const file = ".config/opensessions/plugins/memory.ts"

/** A multiplexer that is only data, of a plugin. It has one session, whose process is the plugin's own. */
const plugin = `
import { memoryMultiplexer } from "@opensessions/runtime/multiplexer/memoryMultiplexer"
import { Multiplexers } from "@opensessions/runtime/multiplexer/Multiplexers"
import { Effect } from "effect"

export default Multiplexers.add(Effect.tap(
  memoryMultiplexer("memory", process.pid),
  ({ newSession }) => newSession("notes", "/")
))
`

const start = async (config: object) => {
  const t = await TmuxWorld.start({ sessions: { main: {}, web: {} }, plugin: true, config, files: { [file]: plugin } })
  try {
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/3 notes/, { timeoutMillis: 20_000 })
    return [t, anna] as const
  } catch (cause) {
    await t.end()
    throw cause
  }
}

/** The sessions as `name clients`, by name: tmux tells only the second in which one was made. */
const sessions = (t: TmuxWorld) => async () =>
  (await t.state()).sessions.map(({ attached, name }) => `${name} ${attached}`).toSorted()

const notices = (t: TmuxWorld) => async () => (await t.state()).notices

describe("a multiplexer that a plugin brings", () => {
  it("has its sessions beside those of tmux, and does what is asked of them", async () => {
    const [t, anna] = await start({})
    await using _ = t
    await eventually(sessions(t), ["main 1", "notes 0", "web 0"])
    await anna.keys("prefix o 3")
    await eventually(sessions(t), ["main 1", "notes 1", "web 0"])

    assert.strictEqual((await t.opensessions("switch", "notes")).status, 0)
    const nobody = await t.opensessions("switch", "nobody")
    assert.strictEqual(nobody.status, 1)
    assert.match(nobody.stderr, /unknown session 'nobody'/)

    await t.opensessions("set-status", "reading", "--session", "notes")
    await t.opensessions("new", t.scratch.home, "--name", "fourth")
    await eventually(() => anna.where("#{session_name}"), "fourth")
    const notes = (await t.state()).sessions.find(({ name }) => name === "notes")
    assert.strictEqual(notes?.metadata.status?.text, "reading", "what is new in tmux is no end of others")

    await goToSidebar(t, anna)
    await anna.keys(`g ${"j ".repeat(notes!.index! - 1)}`)
    await anna.sees(/^› \d notes/m)
    await anna.keys("R")
    await anna.sees("Rename notes")
    await anna.keys("C-u")
    await anna.type("letters")
    await anna.keys("Enter")
    await eventually(sessions(t), ["fourth 1", "letters 1", "main 0", "web 0"])
    await anna.keys("x")
    await anna.sees("Kill letters?")
    await anna.keys("Enter")
    await eventually(sessions(t), ["fourth 1", "main 0", "web 0"])
    assert.deepStrictEqual(await notices(t)(), [])
  })

  it("takes new sessions where the configuration says so, and its sessions go with it", async () => {
    const [t, anna] = await start({ mux: "memory" })
    await using _ = t
    await t.opensessions("new", t.scratch.home, "--name", "letters")
    await eventually(sessions(t), ["letters 1", "main 1", "notes 0", "web 0"])
    assert.strictEqual(await anna.where("#{session_name}"), "main")

    rmSync(join(t.scratch.home, file))
    await eventually(sessions(t), ["main 1", "web 0"])
    const sentence = 'mux: there is no multiplexer "memory"; new sessions can\'t be made'
    await eventually(notices(t), [sentence], { timeoutMillis: 20_000 })
    const { stderr } = await t.opensessions("new", t.scratch.home, "--name", "more")
    assert.include(stderr, 'There is no multiplexer "memory"')
  })
})

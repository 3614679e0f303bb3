import { describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { inSidebar } from "../support/inSidebar.ts"
import { startClaude } from "../support/startAgent.ts"

const name = (n: number): string => `s${String(n).padStart(2, "0")}`

/** Forty sessions, one line each: fifteen and more are in sight at once. */
const many = () => {
  const others = Array.from({ length: 39 }, (_, n) => [name(n + 2), { command: "sleep 100000" }] as const)
  const sessions = { api: {}, ...Object.fromEntries(others) }
  return inSidebar({ sessions, configuration: "set -g mouse on", config: { density: "compact", sort: "order" } })
}

const on = (n: number): RegExp => new RegExp(`^›${String(n).padStart(2)} `, "m")
const onFirst = /^▌ 1 api/m

describe("every way to move", () => {
  it("by key: to the ends, by pages, by lines", async () => {
    const [t, anna] = await many()
    await using _ = t
    for (const last of ["G", "End"]) {
      await anna.keys(last)
      await anna.sees(on(40))
      for (const [at, first] of ["g", "Home"].entries()) {
        await anna.keys(first)
        await anna.sees(onFirst)
        if (at === 0) await anna.keys(last)
      }
    }
    await anna.keys("Down")
    await anna.sees(on(2))
    await anna.keys("j")
    await anna.sees(on(3))
    await anna.keys("Up")
    await anna.sees(on(2))
    await anna.keys("k")
    await anna.sees(onFirst)
    // A page is what is in sight; the cursor is in sight after it.
    await anna.keys("PageDown")
    await anna.sees(/^›[12]\d /m)
    await anna.lacks(/^. 1 api/m)
    await anna.keys("PageUp")
    await anna.sees(onFirst)
  })

  it("by wheel, which takes the cursor along", async () => {
    const [t, anna] = await many()
    await using _ = t
    for (let turn = 0; turn < 3; turn++) await anna.wheel("down", 5, 5)
    await anna.lacks(/^. 1 api/m)
    await anna.sees(/^› ?\d+ /m)
    for (let turn = 0; turn < 3; turn++) await anna.wheel("up", 5, 5)
    await anna.sees(/^. 1 api/m)
  })

  it("to the neighbour, and back", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("Tab")
    await eventually(() => anna.where("#{session_name}"), "docs")
    await anna.sees(/^▌ 2 docs/m)
    await anna.keys("BTab")
    await eventually(() => anna.where("#{session_name}"), "api")
  })
})

describe("the detail", () => {
  it("is higher by + and lower by -, for every sidebar, and kept", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    const file = join(t.scratch.configDirectory, "config.json")
    const height = () => existsSync(file) && /"detailPanelHeight": (\d+)/.exec(readFileSync(file, "utf8"))?.[1]
    await anna.keys("+")
    await eventually(height, "11")
    await anna.keys("-")
    await eventually(height, "10")
    await anna.keys("-")
    await eventually(height, "9")
  })

  it("is gone to by Right and left by Left; a click on a thread's line goes to its pane", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    const claude = await startClaude(t, t.pane("web"), "deploying")
    await claude.prompt("go")
    await anna.keys("G")
    await anna.sees("deploying")
    await anna.keys("Right")
    await anna.sees("p look")
    await anna.keys("Left")
    await anna.sees("/ find")
    await anna.clickOn("deploying")
    await eventually(() => anna.where("#{pane_id}"), t.pane("web"))
  })
})

describe("without a footer", () => {
  it("a click on the title helps, and takes a filter back", async () => {
    const [t, anna] = await inSidebar({ configuration: "set -g mouse on" })
    await using _ = t
    await anna.resize(100, 10)
    // tmux cuts the screen off at once; this is the sidebar's own.
    await anna.sees(/sessions +3 .*\n▌ 1 api/)
    await anna.clickOn("sessions")
    await anna.sees(/^ j ↓/m)
    await anna.keys("Escape")
    await anna.lacks(/^ j ↓/m)
    await anna.keys("f")
    await anna.sees("active")
    await anna.clickOn("active")
    await t.stateWhere(({ sessionFilter }) => sessionFilter === "running")
  })
})

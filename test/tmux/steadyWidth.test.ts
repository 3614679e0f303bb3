import { assert, describe, it } from "@effect/vitest"
import { eventually } from "../support/eventually.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { startShown } from "../support/startShown.ts"
import type { TmuxWorld, WorldOptions } from "../support/TmuxWorld.ts"

/** What somebody does in the window that they look at: words of tmux, or another size of their terminal. */
type Change = ReadonlyArray<string> | { readonly width: number; readonly height: number }

/** Three panes, one of them beside the two others, and their sidebar. */
const start = async (options: WorldOptions = {}) => {
  const { t, anna } = await startShown(options, { width: 150, height: 41 }, [
    ["split-window", "-h", "-t", "=main:"],
    ["split-window", "-v", "-t", "=main:"]
  ])
  await eventually(async () => (await sidebarPanes(t)).map(({ width }) => width), [26])
  const [sidebar] = await sidebarPanes(t)
  const content = await t.tmux.run(
    "list-panes",
    "-t",
    "=main:",
    "-f",
    "#{?@opensessions-sidebar,0,1}",
    "-F",
    "#{pane_id}"
  )
  return { t, anna, sidebar: sidebar!.pane, content }
}

const stopped = async <A>(t: TmuxWorld, during: () => Promise<A>): Promise<A> => {
  const { pid } = t.info()!
  process.kill(pid, "SIGSTOP")
  try {
    return await during()
  } finally {
    process.kill(pid, "SIGCONT")
  }
}

const place = "#{pane_width} #{pane_at_left}#{pane_at_right} #{pane_at_top}#{pane_at_bottom}"

describe("while nobody answers, tmux itself keeps the sidebar in its place, so that a frame without it is never drawn", () => {
  it.each([
    ["left", "26 10 11"],
    ["right", "26 01 11"]
  ] as const)("S20, S22, S23, S27: on the %s side", async (side, right) => {
    const { t, anna, content, sidebar } = await start({ config: { sidebarPosition: side } })
    await using _ = t
    const [first = "", second = ""] = content
    const own = ["-t", "=main:"]
    const changes: ReadonlyArray<Change> = [
      { width: 200, height: 50 },
      { width: 110, height: 30 },
      ["resize-pane", "-t", sidebar, "-x", "60"],
      ["resize-pane", "-t", first, "-x", "20"],
      ["select-layout", ...own, "even-horizontal"],
      ["select-layout", ...own, "even-vertical"],
      ["select-layout", ...own, "tiled"],
      ["select-layout", ...own, "main-vertical"],
      ["select-layout", ...own, "main-horizontal"],
      ["select-layout", ...own, "-E"],
      ["rotate-window", ...own],
      ["swap-pane", "-s", sidebar, "-t", second],
      ["split-window", "-h", "-f", ...own],
      ["kill-pane", "-t", first],
      ["kill-pane", "-t", second]
    ]
    for (const change of changes) {
      const seen = await stopped(t, async () => {
        if ("width" in change) await anna.resize(change.width, change.height)
        else await t.tmux.run(...change)
        return t.tmux.format(place, sidebar)
      })
      assert.strictEqual(seen, right, JSON.stringify(change))
      await eventually(() => t.tmux.format("#{@opensessions-displaced}", "=main:"), "")
      assert.strictEqual(await t.tmux.format(place, sidebar), right, JSON.stringify(change))
    }
  })
})

describe("while nobody answers, a new window has its sidebar before it is drawn", () => {
  it.each(["left", "right"] as const)("S1, S2: on the %s side, and the focus is on the content", async (side) => {
    const { t } = await start({ config: { sidebarPosition: side } })
    await using _ = t
    const panes = await stopped(t, async () => {
      await t.tmux.run("new-window", "-t", "=main:")
      return t.tmux.run(
        "list-panes",
        "-t",
        "=main:",
        "-F",
        `#{?@opensessions-sidebar,${place},} #{pane_active} #{pane_title}`
      )
    })
    const sidebar = `26 ${side === "left" ? "10" : "01"} 11 0 opensessions-sidebar`
    assert.lengthOf(panes, 2)
    assert.strictEqual(side === "left" ? panes[0] : panes[1], sidebar)
    assert.match((side === "left" ? panes[1] : panes[0])!, /^ 1 /)
  })
})

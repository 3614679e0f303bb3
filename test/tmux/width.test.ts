import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { startShown } from "../support/startShown.ts"
import type { TmuxWorld, WorldOptions } from "../support/TmuxWorld.ts"

const widths = async (t: TmuxWorld) => (await sidebarPanes(t)).map(({ width }) => width)

const start = async (options: WorldOptions = {}) => {
  const { t, anna } = await startShown(options, { width: 133, height: 41 }, [
    ["split-window", "-h", "-t", "=main:"],
    ["new-window", "-d", "-t", "=main:"]
  ])
  await eventually(() => widths(t), [26, 26])
  return { t, anna }
}

const configured = (t: TmuxWorld): unknown => {
  const file = join(t.scratch.configDirectory, "config.json")
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).sidebarWidth : undefined
}

/** Slowly enough that tmux sees each place. */
const drags = async (t: TmuxWorld, anna: Client, row: number, ...columns: ReadonlyArray<number>) => {
  for (let i = 1; i < columns.length; i++) {
    if (i === 1) await anna.press(columns[0]!, row)
    await anna.move(columns[i]!, row)
    await t.tmux.run("display-message", "-p", "")
  }
  await anna.release(columns.at(-1)!, row)
}

describe("S28: the border of the sidebar", () => {
  it("follows the mouse, and where it is let go is the width of all, for good", async () => {
    const { t, anna } = await start()
    await using _ = t
    await drags(t, anna, 20, 26, 28, 31, 36, 40)
    await eventually(() => widths(t), [40, 40])
    await eventually(() => configured(t), 40)
    await eventually(async () => (await t.state()).sidebarWidth, 40)
    await t.tmux.run("new-window", "-t", "=main:")
    await eventually(() => widths(t), [40, 40, 40])
  })

  it("S33: takes from all panes in proportion, and gives back to all, to the column", async () => {
    const { t, anna } = await start()
    await using _ = t
    const layout = () => t.tmux.format("#{P:#{?@opensessions-sidebar,,#{pane_width} }}", "=main:0")
    const dressed = await layout()
    await anna.keys("prefix o t")
    await eventually(async () => Number((await layout()).split(" ")[0]) > 60, true)
    const bare = await layout()
    await anna.keys("prefix o t")
    await eventually(layout, dressed)
    await anna.sees(/sessions/)
    await drags(t, anna, 20, 26, 28, 31, 36, 46)
    await eventually(layout, "43 42 ")
    await drags(t, anna, 20, 46, 36, 26)
    await eventually(layout, dressed)
    await anna.keys("prefix o t")
    await eventually(layout, bare)
  })

  it("follows a hand that pauses", async () => {
    const { t, anna } = await start()
    await using _ = t
    await anna.press(26, 20)
    for (const column of [28, 33, 37, 44]) {
      await anna.move(column, 20)
      await eventually(() => widths(t), [column, column])
    }
    await anna.release(44, 20)
    await eventually(() => configured(t), 44)
  })

  it("is kept between 20 and 80 columns", async () => {
    const { t, anna } = await start()
    await using _ = t
    await drags(t, anna, 20, 26, 20, 15, 9)
    await eventually(() => widths(t), [20, 20])
    await eventually(() => configured(t), 20)
  })

  it("follows the mouse on the right side too", async () => {
    const { t, anna } = await start({ config: { sidebarPosition: "right" } })
    await using _ = t
    await drags(t, anna, 20, 106, 104, 100, 96)
    await eventually(() => widths(t), [36, 36])
    await eventually(() => configured(t), 36)
  })

  it("another border that is dragged moves the content alone", async () => {
    const { t, anna } = await start()
    await using _ = t
    const border = Number(await t.tmux.format("#{e|+:#{pane_left},#{pane_width}}", "=main:0.1"))
    await drags(t, anna, 20, border, border - 10, border - 20)
    await eventually(() => t.tmux.format("#{pane_width}", "=main:0.1"), String(border - 20 - 27))
    await drags(t, anna, 20, border - 20, 40, 20, 5)
    await eventually(() => widths(t), [26, 26])
    assert.strictEqual((await t.state()).sidebarWidth, 26)
  })

  it("S20: what a command gives the sidebar a moment later is no drag", async () => {
    const { t, anna } = await start()
    await using _ = t
    await drags(t, anna, 20, 26, 28, 31, 36)
    await eventually(() => configured(t), 36)
    for (const words of [
      ["resize-pane", "-t", "=main:0.1", "-L", "12"],
      ["select-layout", "-E", "-t", "=main:0.0"],
      ["select-layout", "-t", "=main:0", "main-horizontal"],
      ["swap-pane", "-d", "-s", "=main:0.0", "-t", "=main:0.1"],
      ["select-layout", "-t", "=main:0", "tiled"],
      ["rotate-window", "-t", "=main:0"]
    ]) {
      await t.tmux.run(...words)
      await eventually(() => widths(t), [36, 36])
      // So long a width would have had to stay to be taken for a hand's.
      await sleep(400)
    }
    assert.strictEqual((await t.state()).sidebarWidth, 36)
  })

  it("S29: a width that is chosen right after a drag is the chosen one, also where less of it fits", async () => {
    const { t, anna } = await start()
    await using _ = t
    await anna.resize(90, 30)
    await eventually(() => widths(t), [26, 26])
    await drags(t, anna, 20, 26, 28)
    await eventually(() => configured(t), 28)
    writeFileSync(join(t.scratch.configDirectory, "config.json"), JSON.stringify({ sidebarWidth: 70 }))
    await eventually(async () => (await t.state()).sidebarWidth, 70)
    // So long a width would have had to stay to be taken for a hand's.
    await sleep(700)
    assert.strictEqual(configured(t), 70)
    await anna.resize(180, 41)
    await eventually(() => widths(t), [70, 70])
  })

  it("S29: what is dragged where the window is narrow is no more than fits there", async () => {
    const { t, anna } = await start()
    await using _ = t
    await anna.resize(90, 30)
    await eventually(() => t.tmux.format("#{window_width}", "=main:"), "90")
    // tmux has made it narrower with the window.
    await eventually(() => widths(t), [26, 26])
    await drags(t, anna, 20, 26, 30, 34)
    await eventually(() => configured(t), 34)
    await anna.resize(133, 41)
    await eventually(() => widths(t), [34, 34])
  })
})

describe("S22, S23, S25, S26: sizes", () => {
  it("a client that grows and shrinks again and again changes no width, and no policy of the user's", async () => {
    const { t, anna } = await start()
    await using _ = t
    for (const [width, height] of [
      [200, 50],
      [90, 24],
      [101, 31],
      [160, 44],
      [133, 41]
    ] as const) {
      await anna.resize(width, height)
      await eventually(() => t.tmux.format("#{window_width}", "=main:0"), String(width))
      await eventually(() => widths(t), [26, 26])
    }
    assert.strictEqual(await t.tmux.format("#{window-size}", "=main:"), "latest")
  })

  it("S29: two clients of different size in two windows of one session", async () => {
    const { t, anna } = await start()
    await using _ = t
    const bert = await t.client("bert", { width: 90, height: 30 })
    await bert.keys("prefix 1")
    await eventually(() => bert.where("#{window_index}"), "1")
    await anna.keys("prefix 0")
    await eventually(() => widths(t), [26, 26])
    await bert.sees(/sessions/)
    await anna.sees(/sessions/)
    for (const place of await sidebarPanes(t)) assert.isTrue(place.full)
  })

  it("S24, S30: a session that was seen at another size is right before it is shown", async () => {
    const { t, anna } = await start({ sessions: { main: {}, other: {} } })
    await using _ = t
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "other")
    await eventually(() => widths(t), [26, 26, 26])
    await anna.keys("prefix o 1")
    await eventually(() => anna.where("#{session_name}"), "main")
    await anna.resize(200, 50)
    await eventually(() => t.tmux.format("#{window_width}", "=main:"), "200")
    await t.tmux.run(
      "set-hook",
      "-g",
      "client-session-changed[9]",
      "set-option -gF @seen '#{P:#{?@opensessions-sidebar,#{pane_width},}}'"
    )
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "other")
    await eventually(() => t.tmux.format("#{@seen}"), "26")
    await eventually(() => widths(t), [26, 26, 26])
  })
})

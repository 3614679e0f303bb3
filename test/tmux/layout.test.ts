import { plainLayout } from "@opensessions/runtime/tmux/plainLayout"
import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { sidebarOf } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** A window of 133 columns with so many panes side by side, and its sidebar; `panes` are from left to right. */
const start = async (count: number, split = "-h") => {
  const t = await TmuxWorld.start({ plugin: true })
  const anna = await t.client("anna", { width: 133, height: 41 })
  for (let i = 1; i < count; i++) {
    await t.tmux.run("split-window", split, "-t", "=main:")
    await t.tmux.run("select-layout", "-t", "=main:", split === "-h" ? "even-horizontal" : "even-vertical")
  }
  const panes = await t.tmux.run("list-panes", "-t", "=main:", "-F", "#{pane_id}")
  const window = await t.tmux.format("#{window_id}", "=main:")
  // Before anybody looks: a focus that moves within milliseconds of a layout is not known to have been there.
  await t.tmux.run("select-pane", "-t", panes[0]!)
  await anna.keys("prefix o t")
  await anna.sees(/^ sessions/m)
  return { t, anna, panes, window, sidebar: (await sidebarOf(t, window)).pane }
}

type Scene = Awaited<ReturnType<typeof start>>

/** Content panes by number with their size, in their places; the sidebar as S. `*` is the focus. */
const picture = async ({ t, panes, sidebar }: Scene): Promise<string> => {
  const lines = await t.tmux.run(
    "list-panes",
    "-t",
    "=main:",
    "-F",
    "#{pane_left} #{pane_top} #{pane_id} #{pane_width}x#{pane_height} #{?pane_active,*,}"
  )
  return lines
    .map((line) => line.split(" "))
    .toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))
    .map(([, , id = "", size = "", active = ""]) => `${id === sidebar ? "S" : panes.indexOf(id) + 1}${active}:${size}`)
    .join(" ")
}

const becomes = (scene: Scene, expected: string) => eventually(() => picture(scene), expected)

/** Nothing happens: long enough for a repair that should not come. */
const settles = async (scene: Scene) => {
  await becomes(scene, await picture(scene))
  return picture(scene)
}

describe("S20, S33: whatever displaces the sidebar, it comes back and the content is as a person means it", () => {
  for (const columns of [5, 50, 100])
    it(`resize-pane of the sidebar to ${columns} columns`, async () => {
      const scene = await start(4)
      await using t = scene.t
      const before = await picture(scene)
      await t.tmux.run("resize-pane", "-t", scene.sidebar, "-x", String(columns))
      await becomes(scene, before)
    })

  it("a content pane that is made wider than all others leave room for takes it from them", async () => {
    const scene = await start(2)
    await using t = scene.t
    await t.tmux.run("resize-pane", "-t", scene.panes[1]!, "-x", "120")
    await becomes(scene, "S:26x40 1*:1x40 2:104x40")
  })

  it("swap-pane, with and without the focus", async () => {
    const scene = await start(3)
    await using t = scene.t
    const before = await picture(scene)
    for (const words of [["-d"], []])
      for (const pane of scene.panes) {
        await t.tmux.run("swap-pane", ...words, "-s", scene.sidebar, "-t", pane)
        await becomes(scene, before)
      }
  })

  it("move-pane and join-pane within the window", async () => {
    const scene = await start(3)
    await using t = scene.t
    const before = await picture(scene)
    for (const words of [["-v"], ["-d", "-h"], ["-v", "-f"], ["-b", "-v", "-d"]])
      for (const pane of scene.panes) {
        await t.tmux.run("move-pane", ...words, "-s", scene.sidebar, "-t", pane)
        await becomes(scene, before)
      }
  })

  it("rotate-window rotates the content, and the focus stays at its place", async () => {
    const scene = await start(3)
    await using t = scene.t
    const size = (await picture(scene)).match(/\d+x\d+/g)!
    const shows = (order: string, focus: number) =>
      becomes(
        scene,
        [...("S" + order)].map((pane, i) => `${pane}${i === focus ? "*" : ""}:${i === 0 ? "26x40" : size[i]}`).join(" ")
      )
    await t.tmux.run("rotate-window", "-t", "=main:")
    await shows("231", 1)
    await t.tmux.run("rotate-window", "-t", "=main:")
    await shows("312", 1)
    await t.tmux.run("rotate-window", "-D", "-t", "=main:")
    await shows("231", 1)
    await t.tmux.run("select-pane", "-t", scene.panes[0]!)
    await t.tmux.run("rotate-window", "-t", "=main:")
    await shows("312", 3)
    await t.tmux.run("rotate-window", "-D", "-t", "=main:")
    await shows("231", 3)
  })

  it("main-vertical and main-horizontal have the person's first pane for their main pane", async () => {
    const scene = await start(3)
    await using t = scene.t
    await t.tmux.run("select-layout", "-t", "=main:", "main-vertical")
    await becomes(scene, "S:26x40 1*:80x40 2:25x20 3:25x19")
    await t.tmux.run("select-layout", "-t", "=main:", "main-horizontal")
    await becomes(scene, "S:26x40 1*:106x24 2:53x15 3:52x15")
    await t.tmux.run("set-option", "-w", "-t", "=main:", "main-pane-width", "50%")
    await t.tmux.run("select-layout", "-t", "=main:", "main-vertical")
    await becomes(scene, "S:26x40 1*:52x40 2:53x20 3:53x19")
  })

  it("tiled and the even ones; prefix Space goes through all of them", async () => {
    const scene = await start(4)
    await using t = scene.t
    const preset = async (name: string, expected: string) => {
      await t.tmux.run("select-layout", "-t", "=main:", name)
      await becomes(scene, expected)
    }
    await preset("tiled", "S:26x40 1*:52x20 3:52x19 2:53x20 4:53x19")
    await preset("even-vertical", "S:26x40 1*:106x10 2:106x9 3:106x9 4:106x9")
    await preset("even-horizontal", "S:26x40 1*:26x40 2:26x40 3:26x40 4:25x40")
    for (let i = 0; i < 7; i++) {
      await scene.anna.keys("prefix Space")
      await eventually(async () => (await picture(scene)).startsWith("S:26x40 "), true)
      await eventually(() => t.tmux.format("#{@opensessions-displaced}", "=main:"), "")
    }
    assert.match(await settles(scene), /^S:26x40 /)
  })

  it("S8: what happens in one window of a group happens in all, once", async () => {
    const scene = await start(2)
    await using t = scene.t
    await t.tmux.run("new-session", "-d", "-s", "twin", "-t", "=main")
    const bert: Client = await t.client("bert", { session: "twin", width: 133, height: 41 })
    await bert.sees(/^ sessions/m)
    const before = await picture(scene)
    await t.tmux.run("swap-pane", "-d", "-s", scene.sidebar, "-t", scene.panes[1]!)
    await becomes(scene, before)
  })
})

describe("S32: even-horizontal", () => {
  it("lays the content side by side in one step; sidebar, focus and zoom stay", async () => {
    const scene = await start(3, "-v")
    await using t = scene.t
    await t.tmux.run("select-pane", "-t", scene.panes[1]!)
    await t.tmux.run("set-option", "-g", "@moves", "")
    await t.tmux.run("set-hook", "-g", "window-layout-changed[9]", "set-option -gaF @moves '#{window_layout}|'")
    await scene.anna.keys("prefix o e")
    await becomes(scene, "S:26x40 1:35x40 2*:35x40 3:34x40")
    const moves = (await t.tmux.format("#{@moves}")).split("|").slice(0, -1)
    assert.lengthOf(new Set(moves.map(plainLayout)), 1)
    await t.tmux.run("select-layout", "-t", "=main:", "main-vertical")
    await becomes(scene, "S:26x40 1:80x40 2*:25x20 3:25x19")
    await t.tmux.run("resize-pane", "-Z", "-t", scene.panes[1]!)
    await scene.anna.keys("prefix o e")
    const layout = async () => plainLayout(await t.tmux.format("#{window_layout}", "=main:"))
    await eventually(async () => (await layout()).includes("35x40"), true)
    assert.strictEqual(await t.tmux.format("#{window_zoomed_flag} #{pane_id}", "=main:"), `1 ${scene.panes[1]}`)
    await t.tmux.run("resize-pane", "-Z", "-t", scene.panes[1]!)
    await becomes(scene, "S:26x40 1:35x40 2*:35x40 3:34x40")
  })

  it("works without a sidebar, from the sidebar, and by its command", async () => {
    const scene = await start(2, "-v")
    await using t = scene.t
    await scene.anna.keys("prefix o s")
    await eventually(() => t.tmux.format("#{pane_id}", "=main:"), scene.sidebar)
    await scene.anna.keys("prefix o e")
    await becomes(scene, "S*:26x40 1:53x40 2:52x40")
    await scene.anna.keys("prefix o t")
    await scene.anna.lacks(/sessions/)
    await t.tmux.run("select-layout", "-t", "=main:", "even-vertical")
    assert.deepStrictEqual(await t.opensessions("even-horizontal"), { status: 0, stdout: "", stderr: "" })
    await eventually(async () => (await picture(scene)).replaceAll("*", ""), "1:66x40 2:66x40")
  })
})

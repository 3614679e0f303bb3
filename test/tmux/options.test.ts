import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { daemonEnds } from "../support/daemonEnds.ts"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarPanes, sidebarsByWindow } from "../support/sidebarPanes.ts"
import { tmuxSettings } from "../support/tmuxSettings.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const isSidebar = "#{?@opensessions-sidebar,sidebar,content}"

/** Each sidebar that windows of people have is at the left edge, of its width and of full height. */
const places = async (t: TmuxWorld) => {
  const shown = (await sidebarPanes(t)).filter(({ session }) => session !== "_os_stash")
  return [...new Set(shown.map(({ left, width, full }) => `${left} ${width} ${full ? "full" : "cut"}`))]
}

const goesTo = async (anna: Client, keys: string, place: string) => {
  await anna.keys(keys)
  await eventually(() => anna.where(`#{session_name} ${isSidebar}`), place)
}

/**
 * What a person does in a day: shows the sidebars, opens and closes windows and panes, zooms, goes to and fro, hides them,
 * and ends the daemon.
 */
const livesWith = async (configuration: string, ...later: ReadonlyArray<string>) => {
  await using t = await TmuxWorld.start({ sessions: { one: {}, two: {} }, configuration, plugin: true })
  // Both windows have this terminal's size before all.
  const anna = await t.client("anna", { session: "two" })
  await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=one:")
  if (later.length > 0) await t.tmux.run(...later)
  const before = await tmuxSettings(t.tmux)
  const right = () => eventually(() => places(t), ["0 26 full"])
  await anna.keys("prefix o t")
  await anna.sees(/ sessions[^]*▌ 1 one/, { timeoutMillis: 20_000 })
  await right()
  assert.strictEqual(await anna.where(isSidebar), "content")

  await anna.keys("prefix c")
  await eventually(async () => Object.values(await sidebarsByWindow(t)), [1, 1, 1])
  await anna.sees(/ sessions[^]*▌ 1 one/)
  await anna.keys("prefix %")
  await eventually(() => anna.where("#{window_panes}"), "3")
  await right()
  await anna.keys("prefix z")
  await eventually(() => anna.where("#{window_zoomed_flag}"), "1")
  await anna.keys("prefix z")
  await anna.sees(/ sessions[^]*▌ 1 one/)
  await right()
  await t.tmux.run("kill-pane", "-t", await anna.where("#{pane_id}"))
  await eventually(() => anna.where(`#{window_panes} ${isSidebar}`), "2 content")
  await right()
  await t.tmux.run("kill-pane", "-t", await anna.where("#{pane_id}"))
  await eventually(async () => Object.values(await sidebarsByWindow(t)), [1, 1])

  await goesTo(anna, "prefix o 2", "two content")
  await anna.sees(/ sessions[^]*▌ 2 two/)
  await goToSidebar(t, anna)
  await goesTo(anna, "k Enter", "one content")
  await anna.resize(140, 30)
  await anna.sees(/ sessions[^]*▌ 1 one/)
  await right()
  await anna.resize(120, 40)
  await right()
  await anna.keys("prefix o t")
  await anna.lacks(/ sessions/)
  await eventually(async () => Object.values(await sidebarsByWindow(t)), [0, 0])
  await daemonEnds(t, () => t.opensessions("quit"))
  await eventually(() => tmuxSettings(t.tmux), before)
}

describe("options of a person", () => {
  const alone = [
    "set -g base-index 1",
    "setw -g pane-base-index 1",
    "set -g renumber-windows on",
    "set -g mouse off",
    "set -g focus-events off",
    "setw -g allow-rename on",
    "set -g set-titles on",
    "set -g status off",
    "set -g status 3",
    "set -g status-position top",
    "set -g detach-on-destroy off",
    "set -g exit-empty off",
    "setw -g aggressive-resize on",
    "setw -g automatic-rename off",
    "set -g default-terminal xterm-256color",
    "set -g status-keys vi",
    "set -g visual-activity on\nsetw -g monitor-activity on\nsetw -g monitor-silence 1"
  ]
  for (const configuration of alone) it(`S19: ${configuration.replaceAll("\n", ", ")}`, () => livesWith(configuration))

  for (const size of ["largest", "smallest", "latest"])
    it(`S19, S26: set -g window-size ${size}`, () => livesWith(`set -g window-size ${size}`))

  // Of one window: with the global option tmux before 3.8 does not survive a new window, whoever makes it.
  it("S19, S26: setw window-size manual", () =>
    livesWith("", "set-option", "-w", "-t", "=one:", "window-size", "manual"))

  for (const position of ["top", "bottom"])
    it(`S19: setw -g pane-border-status ${position}`, () => livesWith(`setw -g pane-border-status ${position}`))

  it("monitor-activity: a sidebar that comes marks no window", async () => {
    const configuration = "setw -g monitor-activity on"
    await using t = await TmuxWorld.start({ sessions: { one: {} }, configuration, plugin: true })
    // They write nothing themselves.
    for (const name of ["b", "c"]) await t.tmux.run("new-window", "-d", "-n", name, "-t", "=one:", "sleep 1000")
    const anna = await t.client("anna")
    const marks = () => t.tmux.run("list-windows", "-t", "=one:", "-F", "#{window_activity_flag}")
    // tmux marks them as they are made; a visit takes the marks away.
    for (const name of ["b", "c", "0"]) await t.tmux.run("select-window", "-t", `=one:${name}`)
    await eventually(marks, ["0", "0", "0"])
    await anna.keys("prefix o t")
    await anna.sees(/ sessions[^]*▌ 1 one/, { timeoutMillis: 20_000 })
    const running = "#{?@opensessions-sidebar,#{pane_current_command},}"
    const holders = () => t.tmux.run("list-panes", "-s", "-t", "=one:", "-F", running)
    await eventually(async () => (await holders()).filter((line) => line !== ""), ["sleep", "sleep", "sleep"])
    assert.deepStrictEqual(await marks(), ["0", "0", "0"])
  })
})

import { assert, describe, it } from "@effect/vitest"
import { daemonEnds } from "../support/daemonEnds.ts"
import { eventually } from "../support/eventually.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { tmuxSettings } from "../support/tmuxSettings.ts"
import { startShown } from "../support/startShown.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

describe("options of the plugin", () => {
  it("@opensessions-popup-key: the sidebar in a popup, which goes when it led somewhere", async () => {
    const configuration = "set -g @opensessions-popup-key g\nset -g @opensessions-popup-width 60"
    await using t = await TmuxWorld.start({ sessions: { main: {}, other: {} }, plugin: true, configuration })
    const anna = await t.client("anna")
    await anna.keys("prefix g")
    await anna.sees(/sessions[^]*2 other/, { timeoutMillis: 20_000 })
    assert.deepStrictEqual(await sidebarPanes(t), [])
    await anna.keys("j Enter")
    await eventually(() => anna.where("#{session_name}"), "other")
    await anna.lacks(/sessions/)
  })

  it("S70: keys without a prefix switch to what has this number in the sidebar", async () => {
    const configuration = "set -g @opensessions-index-keys 'M-a M-b M-c'\nset -g @opensessions-focus-global-key M-s"
    await using t = await TmuxWorld.start({ sessions: { a: {}, b: {}, c: {} }, plugin: true, configuration })
    const anna = await t.client("anna")
    await anna.keys("M-s")
    await eventually(() => anna.where("#{?@opensessions-sidebar,sidebar,content}"), "sidebar")
    for (const [key, session] of [
      ["M-b", "b"],
      ["M-c", "c"],
      ["M-a", "a"]
    ] as const) {
      await anna.keys(key)
      await eventually(() => anna.where("#{session_name}"), session)
    }
  })

  it("@opensessions-extra-bindings: a whole sequence that comes at once", async () => {
    const configuration = "set -g @opensessions-extra-bindings on\nset -g assume-paste-time 1"
    await using t = await TmuxWorld.start({ sessions: { one: {}, two: {} }, plugin: true, configuration })
    const anna = await t.client("anna")
    await anna.send("\u0002\u0013")
    await eventually(() => anna.where("#{?@opensessions-sidebar,sidebar,content}"), "sidebar")
    await anna.send("\u0002\u001b2")
    await eventually(() => anna.where("#{session_name}"), "two")
    await anna.send("\u0002\u0014")
    await anna.lacks(/sessions/)
  })
})

describe("S48: configurations that are read again", () => {
  it("bring back what they clear, and double nothing", async () => {
    await using t = (await startShown()).t
    const hooks = async () => (await tmuxSettings(t.tmux))["hooks"]!.filter((line) => / /.test(line)).toSorted()
    const before = await hooks()
    const keys = await t.tmux.run("list-keys")
    for (const name of ["client-attached", "pane-died", "window-layout-changed"])
      await t.tmux.run("set-hook", "-gu", name)
    for (let i = 0; i < 3; i++)
      await t.tmux.run("source-file", t.launcher.replace("bin/opensessions", "opensessions.tmux"))
    await eventually(hooks, before)
    assert.deepStrictEqual(await t.tmux.run("list-keys"), keys)
    await t.tmux.run("split-window", "-h", "-t", "=main:")
    await t.tmux.run("select-layout", "-t", "=main:", "tiled")
    await eventually(
      async () => (await sidebarPanes(t)).map(({ left, width, full }) => [left, width, full]),
      [[0, 26, true]]
    )
  })
})

describe("S49: uninstall", () => {
  it("leaves options, hooks, keys, environment and layouts byte for byte, after all that a person can do", async () => {
    const configuration = [
      "bind-key o display-message mine",
      "bind-key -r C-o rotate-window -D",
      "bind-key -n M-a display-message one",
      "bind-key g display-message popup",
      "set -g @opensessions-popup-key g",
      "set -g @opensessions-index-keys 'M-a M-b'",
      "set -g @opensessions-extra-bindings on",
      "set-hook -g after-resize-pane 'set -g @resized 1'",
      "set-hook -g window-layout-changed[3] 'set -gw @changed 1'",
      "set -g automatic-rename-format '#{pane_current_command}:#{b:pane_current_path}'"
    ].join("\n")
    await using t = await TmuxWorld.start({ sessions: { main: {}, other: {} }, configuration })
    // Both windows have this terminal's size before all.
    const anna = await t.client("anna", { session: "other" })
    await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=main:")
    for (const words of ["split-window -h -t =main:", "split-window -v -t =main:", "resize-pane -x 31 -t =main:"])
      await t.tmux.run(...words.split(" "))
    await t.tmux.run("set-option", "-g", "@resized", "1", ";", "set-option", "-gw", "@changed", "1")
    const names = () => t.tmux.run("list-windows", "-a", "-F", "#{window_name}")
    await eventually(names, ["sh:home", "sh:home"])
    const before = await tmuxSettings(t.tmux)
    assert.strictEqual((await t.tmux.attempt("run-shell", `${t.launcher.replace("bin/", "")}.tmux`)).status, 0)
    await anna.keys("prefix o t")
    await anna.sees(/sessions/)
    await anna.press(26, 10)
    for (const column of [30, 34]) await anna.move(column, 10)
    await anna.release(34, 10)
    await eventually(async () => (await t.state()).sidebarWidth, 34)
    await t.tmux.run("rotate-window", "-t", "=main:", ";", "rotate-window", "-D", "-t", "=main:")
    await anna.keys("prefix o 2")
    await eventually(() => anna.where("#{session_name}"), "other")
    await anna.keys("prefix o 1")
    await eventually(() => anna.where("#{session_name}"), "main")
    await anna.keys("prefix o t")
    await anna.lacks(/sessions/)
    await anna.keys("prefix o s")
    await anna.sees(/sessions/)
    await daemonEnds(t, () => t.opensessions("uninstall"))
    await anna.lacks(/sessions/)
    await eventually(() => tmuxSettings(t.tmux), before)
    await eventually(names, ["sh:home", "sh:home"])
  })
})

describe("status line", () => {
  it("its options are there while the daemon runs, and are written on a change alone", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await t.tmux.run(
      "set-hook",
      "-g",
      "after-set-option[5]",
      "if-shell -F '#{m:@opensessions_*,#{hook_argument_0}}' { set -ga @writes x }"
    )
    await anna.keys("prefix o t")
    await anna.sees(/sessions/)
    const names = ["status", "waiting", "running", "unseen"].map((name) => `#{@opensessions_${name}}`)
    await eventually(() => t.tmux.format(names.join("|")), "|0|0|0")
    const report = (status: string) =>
      t.http("/api/agent-event", { method: "POST", body: { agent: "mine", status, paneId: t.pane(), threadId: "1" } })
    await report("waiting")
    await eventually(() => t.tmux.format(names.join("|")), "1 waiting|1|0|0")
    const writes = await t.tmux.format("#{@writes}")
    for (let i = 0; i < 5; i++) await report("waiting")
    await report("running")
    await eventually(() => t.tmux.format(names.join("|")), "|0|1|0")
    assert.isAtMost((await t.tmux.format("#{@writes}")).length - writes.length, 3 + 2)
  })
})

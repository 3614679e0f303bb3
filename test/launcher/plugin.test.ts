/** `opensessions.tmux`: the keys it binds, how it can be loaded, and that tmux is afterwards as it was. */
import { assert, describe, it } from "@effect/vitest"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { runProgram } from "../support/runProgram.ts"
import { StubWorld } from "./support/stubWorld.ts"

const keys = (t: StubWorld) => t.world.tmux.run("list-keys")

/** Everything of tmux that a plugin could change. */
const everything = async (t: StubWorld): Promise<ReadonlyArray<string>> => {
  const lists = await Promise.all([
    keys(t),
    t.world.tmux.run("list-keys", "-N", "-T", "prefix"),
    t.world.tmux.run("show-options", "-g"),
    t.world.tmux.run("show-options", "-s"),
    t.world.tmux.run("show-options", "-gw"),
    t.world.tmux.run("show-hooks", "-g"),
    t.world.tmux.run("show-hooks", "-gw"),
    t.world.tmux.run("show-environment", "-g"),
    t.world.tmux.run("list-windows", "-a", "-F", "#{window_id} #{window_layout}")
  ])
  return lists.flat()
}

const uninstall = (t: StubWorld) =>
  t.world.insideOf("%0").then((inside) =>
    runProgram(join(t.installation.root, "integrations", "tmux-plugin", "scripts", "uninstall.sh"), [], {
      cwd: "/",
      env: { ...t.world.scratch.env, ...inside }
    })
  )

const userKeys = `
bind-key -N "my \\"own\\" note" o display-message "mine; \\"quoted\\" #{x} \\$HOME"
bind-key C-t {
  display-message a
  display-message "x ;; y"
  if-shell -F 1 { display-message b
    display-message c }
}
bind-key -n M-2 display-message two
bind-key -r M-7 resize-pane -L
set-hook -g after-new-window 'display-message hooked'
`

describe("loading the plugin", () => {
  it("TPM's way: executed with a bare environment, it binds the keys and starts nothing", async () => {
    await using t = await StubWorld.start({ name: "a 'clone' \\ of \"ours\", $HOME" })
    const loaded = await t.loadPlugin()
    assert.deepStrictEqual(loaded, { status: 0, stdout: "", stderr: "" })
    const bound = (await keys(t)).filter((line) => / -T opensessions /.test(line))
    assert.sameMembers(
      bound.map((line) => / -T opensessions (\S+)/.exec(line)![1]!),
      ["s", "t", "e", "j", "n", "p", "?", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
    )
    assert.include((await t.world.tmux.run("list-keys", "-T", "prefix", "o"))[0]!, "switch-client -T opensessions")
    assert.notInclude((await keys(t)).join("\n"), t.installation.directory, "no path stands in a binding")
    assert.deepStrictEqual(t.heard(), [])
    assert.isFalse(existsSync(join(t.installation.root, ".build")))
  })

  it("run-shell, source-file and tmux.conf do the same", async () => {
    await using t = await StubWorld.start({ name: "a 'clone' of ours" })
    await t.loadPlugin()
    const bound = await keys(t)
    const quoted = `'${t.plugin.replaceAll("'", "'\\''")}'`
    for (const words of [
      ["run-shell", quoted],
      ["source-file", t.plugin]
    ]) {
      await uninstall(t)
      assert.notDeepEqual(await keys(t), bound)
      await t.world.tmux.run(...words)
      assert.deepStrictEqual(await keys(t), bound, words[0])
    }
    const line = `source-file "${t.plugin}"`
    await using other = await StubWorld.start({ configuration: line })
    assert.deepStrictEqual(await keys(other), bound)
  })

  it("is idempotent, and follows its options", async () => {
    await using t = await StubWorld.start({ configuration: userKeys })
    const { tmux } = t.world
    const before = await everything(t)
    await t.loadPlugin()
    const once = await keys(t)
    await t.loadPlugin()
    assert.deepStrictEqual(await keys(t), once)

    await tmux.run("set-option", "-g", "@opensessions-prefix-key", "O")
    await tmux.run("set-option", "-g", "@opensessions-focus-global-key", "M-'")
    await tmux.run("set-option", "-g", "@opensessions-index-keys", "M-1 M-2 F3 ; M-\\")
    await tmux.run("set-option", "-g", "@opensessions-extra-bindings", "on")
    assert.strictEqual((await t.loadPlugin()).status, 0)
    const bound = await keys(t)
    const at = (table: string, key: string) =>
      bound.find((line) => new RegExp(`-T ${table} +${key.replaceAll(/[\\$]/g, "\\$&")} `).test(line)) ?? ""
    assert.include(at("prefix", "O"), "-T opensessions")
    assert.include(at("prefix", "o"), "mine", "the user's own key is back where ours is not wanted any more")
    assert.include(at("root", '"M-\'"'), "}focus #{client_name}")
    assert.include(at("root", "M-2"), "}switch 2 ")
    assert.include(at("root", "\\;"), "}switch 4 ")
    assert.include(at("root", "M-\\\\"), "}switch 5 ")
    assert.include(at("prefix", "C-s"), "}focus ")
    assert.include(at("prefix", "C-t"), "}toggle ")
    assert.include(at("prefix", "M-9"), "}switch 9 ")

    for (const name of ["prefix-key", "focus-global-key", "index-keys", "extra-bindings"])
      await tmux.run("set-option", "-gu", `@opensessions-${name}`)
    await t.loadPlugin()
    assert.deepStrictEqual(await keys(t), once)
    await uninstall(t)
    assert.deepStrictEqual(await everything(t), before)
  })

  it("an empty prefix key binds none, and a key that is none is told", async () => {
    await using t = await StubWorld.start()
    const anna = await t.world.client("anna")
    const before = (await t.world.tmux.run("list-keys", "-T", "prefix")).join("\n")
    await t.world.tmux.run("set-option", "-g", "@opensessions-prefix-key", "")
    await t.world.tmux.run("set-option", "-g", "@opensessions-index-keys", "nokey M-1")
    await t.world.tmux.run("set-option", "-g", "display-time", "4000")
    await t.loadPlugin()
    await anna.sees(/opensessions: .*nokey/)
    assert.strictEqual((await t.world.tmux.run("list-keys", "-T", "prefix")).join("\n"), before)
    assert.include((await keys(t)).join("\n"), "}switch 2 ")
  })
})

describe("keys", () => {
  it("start the daemon with what was asked, then ring, with the client, window and pane where they were pressed (S59)", async () => {
    await using t = await StubWorld.start({ sessions: { api: {}, web: {} }, name: "a 'clone' of ours" })
    const anna = await t.world.client("anna")
    const bert = await t.world.client("bert", { session: "web" })
    await t.loadPlugin()
    const annas = await anna.where("#{client_name} #{window_id} #{pane_id}")
    const berts = await bert.where("#{client_name} #{window_id} #{pane_id}")
    await bert.keys("prefix o t")
    await t.hears(`started toggle ${berts}`)
    await t.opensessions("%0", "_ensure")
    await anna.keys("prefix o s")
    await t.hears(`rung focus ${annas}`)
    await bert.keys("prefix o j")
    await t.hears(`rung jump ${berts}`)
    await anna.keys("prefix o 3")
    await t.hears(`rung switch 3 ${annas}`)
    await anna.keys("prefix o ?")
    await anna.sees("Go to the agent that needs you")
    await anna.keys("n")
    await t.hears(`rung next ${annas}`)
    assert.lengthOf(
      t.heard().filter((line) => line.startsWith("started")),
      1
    )
  })

  it("S44: a burst of keys on a cold server is one daemon that hears all of them", async () => {
    await using t = await StubWorld.start()
    const anna = await t.world.client("anna")
    await t.loadPlugin()
    for (let n = 1; n <= 9; n++) await anna.keys(`prefix o ${n}`)
    for (let n = 1; n <= 9; n++) await t.hears(new RegExp(`^(started|rung) switch ${n} `))
    assert.lengthOf(
      t.heard().filter((line) => line.startsWith("started")),
      1
    )
  })

  it("S17: work with any default-shell", async () => {
    for (const shell of ["/bin/sh", "/usr/bin/zsh", "/usr/bin/fish", "/bin/csh"].filter(existsSync)) {
      await using t = await StubWorld.start({ configuration: `set -g default-shell ${shell}` })
      await t.world.tmux.run("source-file", t.plugin)
      const anna = await t.world.client("anna")
      await anna.keys("prefix o t")
      await t.hears(/^started toggle /)
    }
  })

  it("tell who pressed one when the daemon does not start", async () => {
    await using t = await StubWorld.start({ configuration: "set -g display-time 4000" })
    const anna = await t.world.client("anna")
    await t.loadPlugin()
    t.order("refuse", "50% of #{pid} is broken")
    await anna.keys("prefix o t")
    await anna.sees("opensessions: 50% of #{pid} is broken")
  })

  it("do nothing to a tmux whose daemon was killed but start it again", async () => {
    await using t = await StubWorld.start()
    const anna = await t.world.client("anna")
    await t.loadPlugin()
    await t.world.tmux.run("new-session", "-d", "-s", "_os_stash", "-n", "ring")
    await anna.keys("prefix o t")
    await t.hears(/^started toggle /)
    assert.notInclude((await t.world.tmux.run("show-options", "-gqv", "@opensessions-rung")).join(), "toggle")
  })
})

describe("uninstall", () => {
  it("S49: leaves tmux as it was, with a daemon that runs", async () => {
    await using t = await StubWorld.start({ configuration: userKeys })
    const before = await everything(t)
    await t.world.tmux.run("set-option", "-g", "@opensessions-extra-bindings", "on")
    await t.loadPlugin()
    await t.opensessions("%0", "toggle")
    await t.world.tmux.run("set-option", "-gu", "@opensessions-extra-bindings")
    const ended = await t.opensessions("%0", "uninstall")
    assert.strictEqual(ended.status, 0)
    assert.match(ended.stdout, /tmux is as it was before/)
    assert.deepStrictEqual(await everything(t), before)
    assert.include(t.heard(), "ended")
  })

  it("S42, S49: leaves tmux as it was after a daemon and its supervisor that were killed", async () => {
    await using t = await StubWorld.start({ configuration: userKeys })
    const { tmux } = t.world
    const before = await everything(t)
    await t.loadPlugin()
    await tmux.run("split-window", "-d", "-t", "%0", "sleep 100")
    await tmux.run("set-option", "-p", "-t", "%1", "@opensessions-sidebar", "1")
    await tmux.run("set-option", "-p", "-t", "%0", "@opensessions_agent", "claude-code")
    await tmux.run("new-session", "-d", "-s", "_os_stash")
    await tmux.run("set-option", "-g", "@opensessions_status", "2 waiting")
    await tmux.run("set-hook", "-g", "window-layout-changed[7391]", "display-message ours")
    await tmux.run("set-hook", "-g", "after-new-window[7391]", "display-message ours")
    assert.strictEqual((await uninstall(t)).status, 0)
    assert.deepStrictEqual(await everything(t), before)
    assert.deepStrictEqual(await tmux.run("show-options", "-p", "-t", "%0"), [])
    assert.deepStrictEqual(await tmux.run("list-sessions", "-F", "#{session_name}"), ["main"])
  })

  it("keeps what the user bound since in our places", async () => {
    await using t = await StubWorld.start({ configuration: userKeys })
    await t.loadPlugin()
    await t.world.tmux.run("bind-key", "o", "display-message", "newer")
    await t.world.tmux.run("bind-key", "-T", "opensessions", "x", "display-message", "mine")
    await t.loadPlugin()
    assert.include((await keys(t)).join("\n"), "-T opensessions x")
    await uninstall(t)
    assert.include((await t.world.tmux.run("list-keys", "-T", "prefix", "o")).join(), "newer")
  })
})

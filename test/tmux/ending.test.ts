import { assert, describe, it } from "@effect/vitest"
import { existsSync, readdirSync } from "node:fs"
import type { Client } from "../support/Client.ts"
import { daemonEnds } from "../support/daemonEnds.ts"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { tmuxSettings } from "../support/tmuxSettings.ts"
import { TmuxWorld, type WorldOptions } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

/** What a person has who has their own ideas about tmux. */
const configuration = [
  "set-hook -g after-new-window 'set -w @mine 1'",
  "set-hook -g client-detached[7] 'display-message hi'",
  "set-hook -gw pane-died 'respawn-pane'",
  "set -g remain-on-exit on",
  "set -g @mine 'x'",
  "set -g status-right '#{@opensessions_status} %H:%M'",
  "bind-key o display-message mine",
  "bind-key -n F9 display-message mine",
  "setenv -g OPENSESSIONS_LOG_LEVEL debug"
].join("\n")

const sessions = { api: { directory: "src/api" }, web: {} }

/** Everything that leaves a trace: sidebars in several windows, one moved about, an agent, an option, a name of a pane. */
const uses = async (t: TmuxWorld, anna: Client) => {
  await t.opensessions()
  await anna.sees(/^ sessions[^]*api/m)
  await t.opensessions("switch", "web")
  await anna.sees(/^▌ \d web/m)
  const claude = await startClaude(t, t.pane("web"))
  await claude.prompt("work")
  await claude.asksPermission("Bash", { command: "ls" })
  await eventually(() => t.tmux.format("#{@opensessions_status}"), "1 waiting")
  await claude.exits()
  await t.opensessions("toggle")
  await anna.lacks(/^ sessions/m)
  await t.opensessions("focus")
  await anna.sees(/^▌ \d web/m)
  await t.opensessions("switch", "api")
  await anna.sees(/^▌ \d api/m)
}

const leaves = async (options: WorldOptions, act: (t: TmuxWorld, pid: number) => Promise<unknown>) => {
  await using t = await TmuxWorld.start({ sessions, configuration, ...options })
  // Both windows have this terminal's size before all.
  const anna = await t.client("anna", { session: "web" })
  await t.tmux.run("switch-client", "-c", await anna.tty(), "-t", "=api:")
  for (const words of ["split-window -h -t =api:", "split-window -v -l 11 -t =api:", "resize-pane -x 37 -t =api:"])
    await t.tmux.run(...words.split(" "))
  await t.tmux.run("select-pane", "-t", t.pane("api"))
  const settings = () => tmuxSettings(t.tmux)
  const before = await settings()
  await uses(t, anna)
  const { pid } = t.info()!
  await daemonEnds(t, () => act(t, pid))
  // The agent has set its own title.
  const comparable = ({ panes, ...rest }: typeof before) => ({
    ...rest,
    panes: panes!.map((pane) => pane.split(" ✳")[0])
  })
  await eventually(async () => comparable(await settings()), {
    ...comparable(before),
    panes: before["panes"]!.map((pane) => (pane.startsWith(t.pane("web")) ? pane.replace(/ \S+$/, "") : pane))
  })
  const left = existsSync(t.runtimeDirectory) ? readdirSync(t.runtimeDirectory) : []
  assert.includeMembers(["daemon.log"], left)
}

describe("every end of the daemon leaves tmux as it was before", () => {
  it("S40: quit", () =>
    leaves({}, async (t) => {
      assert.deepStrictEqual(await t.opensessions("quit"), { status: 0, stdout: "", stderr: "" })
      assert.isNull(t.info())
    }))

  it("quit, with the plugin's keys, which stay", () => leaves({ plugin: true }, (t) => t.opensessions("quit")))

  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const)
    it(`S42: ${signal}`, () => leaves({}, async (_, pid) => process.kill(pid, signal)))

  it("a window that is zoomed then stays so, and what is behind it too", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.client("anna")
    await t.tmux.run("split-window", "-h", "-t", "=main:")
    const layout = () => t.tmux.format("#{window_layout} #{window_zoomed_flag}", "=main:")
    const before = await layout()
    await t.opensessions()
    await anna.sees(/^ sessions/m)
    await t.tmux.run("resize-pane", "-Z", "-t", "=main:")
    await anna.lacks(/^ sessions/m)
    await daemonEnds(t, () => t.opensessions("quit"))
    assert.strictEqual(await t.tmux.format("#{window_zoomed_flag}", "=main:"), "1")
    await t.tmux.run("resize-pane", "-Z", "-t", "=main:")
    assert.strictEqual(await layout(), before)
  })

  it("uninstall, which takes the plugin's keys too", async () => {
    await using t = await TmuxWorld.start({ sessions, configuration })
    const anna = await t.client("anna")
    const before = await tmuxSettings(t.tmux)
    assert.strictEqual((await t.tmux.attempt("run-shell", `${t.launcher.replace("bin/", "")}.tmux`)).status, 0)
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await daemonEnds(t, () => t.opensessions("uninstall"))
    await anna.lacks(/^ sessions/m)
    await eventually(() => tmuxSettings(t.tmux), before)
  })
})

describe("the end of what the daemon is for", () => {
  it("S38: it ends with the last session of a person, and the stash with it", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await daemonEnds(t, () => anna.type("exit\n"))
    await waitFor(
      async () => ((await t.tmux.alive()) ? null : true),
      () => "the tmux server lives on"
    )
    assert.isFalse(existsSync(`${t.runtimeDirectory}/daemon.sock`))
  })

  it("S38: hidden sidebars do not keep a server alive", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions/m)
    await anna.keys("prefix o t")
    await anna.lacks(/^ sessions/m)
    await daemonEnds(t, () => t.tmux.run("kill-session", "-t", "=web", ";", "kill-session", "-t", "=api"))
    assert.isFalse(await t.tmux.alive())
  })

  it("S36, S37: the last pane of a window takes it along, the last window its session", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: {}, docs: {}, web: {} }, plugin: true })
    const anna = await t.client("anna", { session: "docs" })
    await anna.keys("prefix o t")
    await anna.sees(/^▌ 2 docs/m)
    await anna.keys("prefix c")
    await eventually(() => anna.where("#{window_index}"), "1")
    await anna.sees(/^▌ 2 docs/m)
    await anna.type("exit\n")
    await eventually(() => anna.where("#{session_name}:#{window_index}"), "docs:0")
    await anna.type("exit\n")
    await eventually(() => anna.where("#{session_name}"), "api")
    await anna.sees(/^▌ 1 api[^]*2 web/m)
    assert.notInclude(await t.tmux.run("list-sessions", "-F", "#{session_name}"), "docs")
  })
})

describe("S38: a daemon that is started where no session is", () => {
  /** A tmux server without a session, and the daemon in it. */
  const deserted = async () => {
    const t = await TmuxWorld.start({ configuration: "set -s exit-empty off" })
    const env = await t.insideOf(t.pane())
    await t.tmux.run("kill-session", "-t", "=main")
    void t.typed({ pane: null, env }, "server").catch(() => undefined)
    await waitFor(
      async () => ((await t.tmux.attempt("has-session", "-t", "=_os_stash")).status === 0 ? true : null),
      () => `no daemon came:\n${t.log()}`
    )
    return t
  }

  it("ends soon and leaves nothing; one that gets a session within that time stays", async () => {
    await using kept = await deserted()
    await kept.newSession("comes")
    await using t = await deserted()
    await daemonEnds(t, () =>
      waitFor(() => (t.log().includes("there is no user session") ? true : null), t.log.bind(t), {
        timeoutMillis: 20_000
      })
    )
    assert.deepStrictEqual(await t.tmux.run("list-sessions"), [])
    await kept.stateWhere(({ sessions }) => sessions.length === 1)
    await daemonEnds(kept, () => kept.tmux.run("kill-session", "-t", "=comes"))
    assert.deepStrictEqual(await kept.tmux.run("list-sessions"), [])
  })
})

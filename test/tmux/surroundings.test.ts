import { assert, describe, it } from "@effect/vitest"
import { cpSync, existsSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { runProgram } from "../support/runProgram.ts"
import { installation } from "../support/scratchWorld.ts"
import { serverKey } from "../support/serverKey.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** It knows words and quotes, and nothing else of sh. */
const oddShell = `#!/bin/sh
[ "$1" = -c ] || exec sh
case "$2" in *[\\;\\&\\|\\<\\>\\$\\{=]*) echo "odd: syntax error in $2" >&2; exit 2 ;; esac
eval "set -- $2"
[ "$1" != exec ] || shift
exec "$@"
`

const shows = async (t: TmuxWorld) => {
  const anna = await t.client("anna")
  await anna.keys("prefix o t")
  await anna.sees(/^ sessions[^]*▌ 1 main/m)
  await anna.keys("prefix o t")
  await anna.lacks(/^ sessions/m)
  assert.strictEqual((await t.opensessions("focus")).status, 0)
  await anna.sees(/^ sessions[^]*▌ 1 main/m)
  assert.deepStrictEqual(
    (await sidebarPanes(t)).map(({ left, width }) => [left, width]),
    [[0, 26]]
  )
}

describe("S17: the user's shell", () => {
  it("may be one that is no sh", async () => {
    await using t = await TmuxWorld.start({ plugin: true })
    const shell = join(t.scratch.bin, "odd")
    writeFileSync(shell, oddShell, { mode: 0o755 })
    await t.tmux.run("set-option", "-g", "default-shell", shell)
    await shows(t)
  })

  for (const name of ["dash", "bash", "fish", "zsh", "tcsh", "ksh", "nu"])
    it(`may be ${name}`, async (context) => {
      const shell = ["/bin", "/usr/bin", "/usr/local/bin"]
        .map((path) => join(path, name))
        .find((path) => existsSync(path))
      if (shell === undefined) return context.skip(`${name} is not on this machine`)
      // Before the plugin is read: what reads it is a job of this shell too.
      const configuration = `set -g default-shell ${shell}`
      await using t = await TmuxWorld.start({ plugin: true, configuration })
      await shows(t)
    })

  it("S19: options that change what panes do and are called change nothing for the sidebar", async () => {
    const configuration = [
      "set -g default-command 'exec cat'",
      "set -g remain-on-exit on",
      "set -g set-titles on",
      "set -g allow-rename on",
      "set -g base-index 1",
      "set -g pane-base-index 1",
      "set -g renumber-windows on",
      "set -g status-position top"
    ].join("\n")
    await using t = await TmuxWorld.start({ plugin: true, configuration, sessions: { main: { command: "sh" } } })
    const anna = await t.client("anna")
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions[^]*▌ 1 main/m)
    await anna.keys("prefix c")
    await anna.sees(/\[main\] 1:sh- 2:\w+\*[^]*▌ 1 main/m)
    await anna.keys("prefix o t")
    await anna.lacks(/^ sessions/m)
  })
})

describe("S18: paths with blanks, quotes, commas and other letters", () => {
  it("the installation's", async () => {
    await using t = await TmuxWorld.start()
    const root = join(t.scratch.directory, "it's my $HOME tools", "é")
    for (const part of ["bin", "dist", "integrations", "libexec", "opensessions.tmux", "package.json"])
      cpSync(join(installation, part), join(root, part), { recursive: true, preserveTimestamps: true })
    symlinkSync(join(installation, "node_modules"), join(root, "node_modules"))
    const anna = await t.client("anna")
    const env = { ...t.scratch.env, ...(await t.insideOf(t.pane())) }
    const loaded = await runProgram(join(root, "opensessions.tmux"), [], { env, cwd: "/" })
    assert.deepStrictEqual(loaded, { status: 0, stdout: "", stderr: "" })
    await anna.keys("prefix o t")
    await anna.sees(/^ sessions[^]*▌ 1 main/m)
    const toggled = await runProgram(join(root, "bin", "opensessions"), ["toggle"], { env, cwd: "/" })
    assert.strictEqual(toggled.status, 0)
    await anna.lacks(/^ sessions/m)
    const listed = await runProgram(join(root, "bin", "opensessions"), ["ls"], { env, cwd: "/" })
    assert.match(listed.stdout, /\tmain\t/)
  })

  it("the tmux socket's", async () => {
    await using t = await TmuxWorld.start({ plugin: true, socket: " a, b's é,1,2" })
    await shows(t)
    const key = serverKey(t.tmux.socket)
    assert.strictEqual(t.info()?.port, 22_000 + key)
    const health = (await t.http("/health")).json()
    assert.deepInclude(health as object, { key })
    assert.match((await t.opensessions("ls")).stdout, /\tmain\t/)
    assert.deepStrictEqual(await t.opensessions("quit"), { status: 0, stdout: "", stderr: "" })
    assert.isNull(t.info())
  })
})

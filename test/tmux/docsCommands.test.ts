import { assert, describe, it } from "@effect/vitest"
import { chmodSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { spawnSync } from "node:child_process"
import { commandsOf } from "../support/docsCommands.ts"
import { runProgram } from "../support/runProgram.ts"
import { installation } from "../support/scratchWorld.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** Pages with a test of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  "docs/how-to/use-from-scripts.md": "test/tmux/scriptsPage.test.ts",
  "docs/tutorials/write-a-watcher.md": "packages/runtime/test/agents/tutorial.test.ts"
}

/** Commands that can't be run beside others, with the test that runs them; null: they are what runs all tests. */
const apart: ReadonlyArray<readonly [RegExp, string | null]> = [
  [/^npm (install|test|run check|run test:fast|run bench|run fix-versions)/, null],
  [/^OPENSESSIONS_REBUILD=1 /, "test/launcher/install.test.ts"],
  [/^tmux -L scratch /, "test/tmux/docsCommands.test.ts"],
  [/^opensessions sidebar$/, "test/tmux/standalone.test.ts"],
  // The name of a command, without what it needs.
  [/^opensessions explain$/, null]
]

/** They go on until somebody ends them. */
const isEndless = (command: string): boolean => /opensessions (watch|server)/.test(command)

const pages = globSync(["*.md", "docs/**/*.md", "integrations/*/README.md", "packages/*/README.md"], {
  cwd: installation
}).filter((page) => elsewhere[page] === undefined)

const present = ["curl", "jq", "bash"].every((program) => spawnSync(program, ["--version"]).status === 0)

/** Everything that the pages speak of: sessions, an agent in pane %4, programs that a reader has. */
const readersWorld = async () => {
  const sessions = { api: { directory: "code/api" }, "my-app": {}, web: {}, docs: {}, infra: {} }
  const t = await TmuxWorld.start({ sessions, files: { ".claude/settings.json": "{}\n", ".codex/config.toml": "" } })
  for (const directory of [".zfunc", ".config/fish/completions"])
    mkdirSync(join(t.scratch.home, directory), { recursive: true })
  symlinkSync(t.launcher, join(t.scratch.bin, "opensessions"))
  for (const name of ["make", "git"]) {
    writeFileSync(join(t.scratch.bin, name), "#!/bin/sh\n")
    chmodSync(join(t.scratch.bin, name), 0o755)
  }
  const anna = await t.client("anna")
  assert.strictEqual((await t.opensessions()).status, 0)
  await anna.sees(/^▌ 1 api/m)
  return t
}

const reportAgents = async (t: TmuxWorld) => {
  for (const agent of ["claude-code", "codex"])
    await t.socket("/api/agent-event", { method: "POST", body: { agent, status: "running", paneId: "%4" } })
}

const run = async (t: TmuxWorld, command: string) => {
  if (command.includes("opensessions server")) {
    assert.strictEqual((await t.opensessions("quit")).status, 0)
  } else {
    // A line before this one may have ended the daemon.
    assert.strictEqual((await t.opensessions("_ensure")).status, 0, command)
    await reportAgents(t)
  }
  const typed = command
    .replaceAll("127.0.0.1:7391", `127.0.0.1:${t.info()?.port}`)
    .replaceAll("./bin/opensessions", t.launcher)
  const env = { ...t.scratch.env, ...(await t.insideOf(t.pane("api"))) }
  const script = isEndless(command) ? `timeout -s INT 2 sh -c '${typed.replaceAll("'", "'\\''")}'` : typed
  const shell = command.includes("completions bash") ? "bash" : "sh"
  return runProgram(shell, ["-c", script], { env, cwd: join(t.scratch.home, "code/api") })
}

describe.skipIf(!present)("the commands of the documentation", () => {
  it("have a test elsewhere where they are not run here", () => {
    const files = [...Object.values(elsewhere), ...apart.flatMap(([, file]) => file ?? [])]
    for (const file of files) assert.match(readFileSync(join(installation, file), "utf8"), /\bit(\.|\()/u, file)
  })

  const withCommands = pages.map((page) => [page, commandsOf(page)] as const)

  it.each(withCommands.filter(([, { shell }]) => shell.length > 0))(
    "%s: each does what it says",
    { timeout: 240_000 },
    async (_, { shell }) => {
      await using t = await readersWorld()
      for (const command of shell.filter((one) => !apart.some(([pattern]) => pattern.test(one)))) {
        const { status, stderr } = await run(t, command)
        if (isEndless(command)) assert.include([124, 130, 0], status, `${command}: ${stderr}`)
        else assert.strictEqual(status, 0, `${command}: ${stderr}`)
      }
    }
  )

  it("every line for tmux.conf is one that tmux takes", async () => {
    await using t = await TmuxWorld.start()
    const lines = withCommands.flatMap(([, { tmux }]) => tmux)
    assert.isAbove(lines.length, 8)
    const file = join(t.scratch.directory, "lines.conf")
    writeFileSync(file, `${lines.join("\n").replaceAll("/path/to/opensessions", dirname(dirname(t.launcher)))}\n`)
    assert.deepStrictEqual(await t.tmux.run("source-file", file), [])
    assert.include((await t.tmux.run("list-keys", "-T", "opensessions")).join("\n"), "jump")
  })

  it("a working copy is tried as CONTRIBUTING says", async () => {
    await using t = await TmuxWorld.start()
    const anna = await t.terminal("anna", ["sh"])
    for (const command of commandsOf("CONTRIBUTING.md").shell.filter((one) => one.startsWith("tmux -L scratch")))
      if (command.includes(" new ")) await anna.type(`${command}\n`)
    await anna.sees(/\[work\]/)
    await anna.type(`${t.launcher}\n`)
    await anna.sees(/^▌ 1 work/m)
    await anna.type("tmux -L scratch kill-server\n")
    await anna.sees(/server exited|exited/)
  })
})

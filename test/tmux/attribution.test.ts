/** Real processes in a real tmux: whose pane is it? */
import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { copyFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Agent } from "../support/Agent.ts"
import { ClaudeDouble } from "../support/ClaudeDouble.ts"
import { startAgent, startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

/** `session agent pane` of every row. */
const rows = (state: State): ReadonlyArray<string> =>
  state.sessions.flatMap(({ agents, name }) => agents.map(({ agent, paneId }) => `${name} ${agent} ${paneId}`)).sort()

const shows = (t: TmuxWorld, wanted: ReadonlyArray<string>) =>
  t.stateWhere((state) => rows(state).join("\n") === [...wanted].sort().join("\n"), { timeoutMillis: 10_000 })

/** Starts a double by a command line of its own; one must have been started by its name before. */
const startBy = async (t: TmuxWorld, pane: string, line: string): Promise<Agent> => {
  await t.tmux.run("send-keys", "-t", pane, "-l", line)
  await t.tmux.run("send-keys", "-t", pane, "Enter")
  return Agent.at(join(t.scratch.agents, `${pane.slice(1)}.sock`))
}

const claudeIn = (t: TmuxWorld, agent: Agent) => ClaudeDouble.started(agent, { home: t.scratch.home, tmux: "" })

/** Command lines that end in an agent, each in its own way. */
const ways = (name: string): Readonly<Record<string, string>> => ({
  env: `env A=1 ${name}`,
  nested: `sh -c 'sh -c "${name}; :"; :'`,
  runner: `node -e "require('node:child_process').spawnSync('${name}', { stdio: 'inherit' })"`,
  npx: `npx --offline ${name}`,
  wrapper: `"./my ${name}.sh"`,
  terminal: `script -qec ${name} /dev/null`,
  editor: `node ../editor.mjs ${name}`
})

/** An editor with a terminal of its own in it, whose titles it keeps to itself; it is at work for a while before. */
const editor = `
import { spawn } from "node:child_process"
process.stdout.write("editor")
await new Promise((resolve) => setTimeout(resolve, 1_500))
const shell = spawn("script", ["-qec", \`sh -c '\${process.argv[2]}; :'\`, "/dev/null"], { stdio: ["inherit", "pipe", "inherit"] })
shell.stdout.on("data", (text) => process.stdout.write(String(text).replaceAll(/\\u001b\\]2;[^\\u0007]*\\u0007/g, "")))
shell.on("exit", () => process.exit())
`

/** A package of Node's registry in a directory, with an agent as its program. */
const installPackage = (directory: string, name: string, program: string) => {
  const own = join(directory, "node_modules", name)
  mkdirSync(join(directory, "node_modules", ".bin"), { recursive: true })
  mkdirSync(own)
  writeFileSync(join(own, "package.json"), JSON.stringify({ name, version: "1.0.0", bin: { [name]: "run.sh" } }))
  copyFileSync(program, join(own, "run.sh"))
  symlinkSync(`../${name}/run.sh`, join(directory, "node_modules", ".bin", name))
}

const titles: Readonly<Record<string, string>> = {
  codex: "work",
  opencode: "OpenCode",
  pi: "π - dir",
  gemini: "◇  Ready (dir)"
}

/** Scripts that are called after agents. */
const notes = ["claude-notes", "codex-notes", "opencode-notes", "kilo-notes", "pi-notes", "gemini-notes", "aider-notes"]

describe("the pane of an agent", () => {
  it.each(["claude", "codex", "opencode", "pi", "gemini"])("is found through whatever started it: %s", async (name) => {
    const kinds = Object.keys(ways(name))
    const sessions = Object.fromEntries(["plain", ...kinds].map((kind) => [kind, { directory: kind }]))
    await using t = await TmuxWorld.start({ sessions })
    writeFileSync(join(t.scratch.home, "editor.mjs"), editor)
    writeFileSync(join(t.scratch.home, "wrapper", `my ${name}.sh`), `#!/bin/sh\n${name}\n:\n`, { mode: 0o755 })
    await t.client("anna")
    await t.opensessions()
    const begin = async (agent: Agent) => {
      if (name === "claude") await claudeIn(t, agent)
      else await agent.play({ do: "title", text: titles[name]! }, { do: "screen", lines: ["> "] })
    }
    const agents = [await startAgent(t, t.pane("plain"), name)]
    installPackage(join(t.scratch.home, "npx"), name, join(t.scratch.bin, name))
    for (const [kind, line] of Object.entries(ways(name))) agents.push(await startBy(t, t.pane(kind), line))
    for (const agent of agents) await begin(agent)
    const known = name === "claude" ? "claude-code" : name
    await shows(
      t,
      ["plain", ...kinds].map((kind) => `${kind} ${known} ${t.pane(kind)}`)
    )
    // `script` outlives the terminal that it runs in, and what it runs does so with it.
    for (const agent of agents) await agent.play({ do: "exit", code: 0 })
    await shows(t, [])
  })

  it("is followed to another window and session; two in one directory stay two; the next one in a pane is another", async () => {
    const sessions = { one: { directory: "same" }, two: { directory: "same" } }
    await using t = await TmuxWorld.start({ sessions })
    await t.client("anna")
    await t.opensessions()
    const [left, right] = [t.pane("one"), t.pane("two")]
    const first = await startClaude(t, left)
    const second = await startClaude(t, right)
    await shows(t, [`one claude-code ${left}`, `two claude-code ${right}`])
    await t.tmux.run("new-window", "-d", "-t", "=one:", "sleep 100000")
    await t.tmux.run("break-pane", "-d", "-s", left, "-t", "=one:")
    await shows(t, [`one claude-code ${left}`, `two claude-code ${right}`])
    await t.tmux.run("join-pane", "-d", "-s", left, "-t", right)
    await first.prompt("go")
    const state = await shows(t, [`two claude-code ${left}`, `two claude-code ${right}`])
    const both = state.sessions.flatMap(({ agents }) => agents)
    assert.strictEqual(both.find(({ paneId }) => paneId === left)?.threadId, first.sessionId)
    assert.strictEqual(both.find(({ paneId }) => paneId === right)?.threadId, second.sessionId)
    // The window of `one` that is left has another pane.
    const [beside] = await t.tmux.run(
      "list-panes",
      "-s",
      "-t",
      "=one:",
      "-f",
      "#{!=:#{@opensessions-sidebar},1}",
      "-F",
      "#{pane_id}"
    )
    await t.tmux.run("swap-pane", "-d", "-s", left, "-t", beside!)
    await shows(t, [`one claude-code ${left}`, `two claude-code ${right}`])
    await t.tmux.run("link-window", "-d", "-s", left, "-t", "=two:8")
    await shows(t, [`one claude-code ${left}`, `two claude-code ${left}`, `two claude-code ${right}`])
    await t.tmux.run("unlink-window", "-t", "=two:8")
    await t.tmux.run("new-window", "-d", "-t", "=one:")
    await t.tmux.run("move-window", "-d", "-s", left, "-t", "=two:9")
    await shows(t, [`two claude-code ${left}`, `two claude-code ${right}`])
    await second.exits()
    await shows(t, [`two claude-code ${left}`])
    const third = await startClaude(t, right)
    const after = await shows(t, [`two claude-code ${left}`, `two claude-code ${right}`])
    const threads = after.sessions.flatMap(({ agents }) => agents.map(({ threadId }) => threadId))
    assert.sameMembers(threads, [first.sessionId, third.sessionId])
  })

  it("does not depend on its directory: spaces and dots, a link, a name that changes while it works", async () => {
    await using t = await TmuxWorld.start({
      sessions: { odd: { directory: "my app.v2 (x)" }, linked: {}, renamed: {} }
    })
    const { home } = t.scratch
    mkdirSync(join(home, "before"))
    symlinkSync("my app.v2 (x)", join(home, "link"))
    await t.client("anna")
    await t.opensessions()
    await startClaude(t, t.pane("odd"))
    await claudeIn(t, await startBy(t, t.pane("linked"), "cd link && claude"))
    const moved = await claudeIn(t, await startBy(t, t.pane("renamed"), "cd before && claude"))
    const wanted = ["odd", "linked", "renamed"].map((name) => `${name} claude-code ${t.pane(name)}`)
    await shows(t, wanted)
    renameSync(join(home, "before"), join(home, "after"))
    await moved.prompt("go on")
    const state = await t.stateWhere(({ sessions }) =>
      sessions.some(({ agents }) => agents.some(({ lastUserPrompt }) => lastUserPrompt === "go on"))
    )
    assert.sameMembers([...rows(state)], wanted)
  })

  it("is nobody's where something only looks like an agent", async () => {
    const sessions = { real: {}, titled: {}, document: { directory: "claude" }, named: { directory: "codex" } }
    await using t = await TmuxWorld.start({ sessions })
    await t.client("anna")
    await t.opensessions()
    for (const [name, title] of [
      ["titled", "✳ Claude Code"],
      ["document", "codex.md - Vi"],
      ["named", "OC | Plan"]
    ] as const)
      await t.tmux.run(
        "send-keys",
        "-t",
        t.pane(name),
        `printf '\\033]2;${title}\\007'; tail -f codex.md claude.ts`,
        "Enter"
      )
    for (const name of notes) {
      await t.newSession(name)
      writeFileSync(join(t.scratch.home, name), "#!/bin/sh\nsleep 100000\n:\n", { mode: 0o755 })
      await t.tmux.run("send-keys", "-t", t.pane(name), `./${name}`, "Enter")
    }
    await t.newSession("searched")
    await t.tmux.run("send-keys", "-t", t.pane("searched"), "mkfifo p; grep claude p codex.md pi", "Enter")
    // What comes last shows that the others were looked at.
    await startClaude(t, t.pane("real"))
    await shows(t, [`real claude-code ${t.pane("real")}`])
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    assert.deepStrictEqual(rows(await t.state()), [`real claude-code ${t.pane("real")}`])
  })
})

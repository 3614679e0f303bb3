import { assert, describe, it } from "@effect/vitest"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { dirname, join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { installation } from "../support/scratchWorld.ts"
import { startAgent } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const example = (name: string) => readFileSync(join(installation, "examples/plugins", `${name}.ts`), "utf8")

const sessions = { api: { directory: "api" }, main: {} }

const write = (t: TmuxWorld, path: string, text: string) => {
  const file = join(t.scratch.home, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const plugin = (name: string) => `.config/opensessions/plugins/${name}.ts`

/** The agents of the session `api` as `name status pane`; none while one daemon follows another. */
const agents = (t: TmuxWorld) => async () => {
  const { sessions } = await t.state().catch(() => ({ sessions: [] }))
  return sessions
    .filter(({ name }) => name === "api")
    .flatMap(({ agents }) => agents.map(({ agent, paneId, status }) => `${agent} ${status} ${paneId}`))
}

const reports = (t: TmuxWorld, pid: string, state: string) =>
  write(t, `.my-agent/${pid}.json`, JSON.stringify({ thread: "a1", state, title: "Fix the build", at: Date.now() }))

const start = async (options: { readonly config?: unknown; readonly files?: Record<string, string> }) => {
  const t = await TmuxWorld.start({ sessions, plugin: true, ...options })
  const anna = await t.client("anna", { session: "main" })
  await anna.keys("prefix o t")
  await anna.sees(/2 main/, { timeoutMillis: 20_000 })
  return [t, anna] as const
}

const doctor = (t: TmuxWorld) => async (name: string) => {
  const { stdout } = await t.opensessions("doctor")
  return stdout.split("\n").find((line) => line.includes(`plugin ${name}`)) ?? ""
}

describe("plugins", () => {
  it("a watcher in plugins/ shows its agent in its pane, follows its file, and is gone when it is removed", async () => {
    const [t, anna] = await start({ files: { [plugin("my-agent")]: example("my-agent") } })
    await using _ = t
    const pane = t.pane("api")
    const pid = await t.tmux.format("#{pane_pid}", pane)
    reports(t, pid, "working")
    await eventually(agents(t), [`my-agent running ${pane}`])
    reports(t, pid, "asking")
    await eventually(agents(t), [`my-agent waiting ${pane}`])
    await anna.sees(/1 api +◉/)

    write(t, plugin("my-agent"), example("my-agent").replace('const agent = "my-agent"', 'const agent = "renamed"'))
    await eventually(agents(t), [`renamed waiting ${pane}`])

    write(t, plugin("my-agent"), "export default 1")
    await eventually(agents(t), [])
    await eventually(
      async () => (await t.state()).notices,
      ["plugin my-agent failed: its default export is not a Layer"]
    )
    assert.include(await doctor(t)("my-agent"), "its default export is not a Layer")

    rmSync(join(t.scratch.home, plugin("my-agent")))
    await eventually(async () => (await t.state()).notices, [])
  })

  it("the first plugin of a daemon is taken up while it runs; the sidebars stay", async () => {
    const [t] = await start({})
    await using _ = t
    const pane = t.pane("api")
    reports(t, await t.tmux.format("#{pane_pid}", pane), "asking")
    write(t, plugin("my-agent"), example("my-agent"))
    await eventually(agents(t), [`my-agent waiting ${pane}`])
    assert.include(await doctor(t)("my-agent"), "running")
    write(t, plugin("endless"), "await new Promise(() => {})")
    write(t, plugin("thrower"), 'throw new Error("no luck")')
    write(t, plugin("stranger"), 'import "effect/http"')
    await eventually(
      async () => (await t.state()).notices.toSorted(),
      ["plugin stranger failed: effect/http is not offered to plugins", "plugin thrower failed: no luck"]
    )
    assert.include(await doctor(t)("endless"), "loaded")
    assert.deepStrictEqual(await agents(t)(), [`my-agent waiting ${pane}`])
  })

  it("the tutorial's watcher runs as it stands there", async () => {
    const page = readFileSync(join(installation, "docs/tutorials/write-a-watcher.md"), "utf8")
    const blocks = [...page.matchAll(/```(?:ts|sh)\n([^]*?)```/gu)].map(([, text]) => text!)
    const watcher = blocks.find((text) => text.includes("watchers.register"))!
    const [line] = /^sh -c .*$/m.exec(blocks.find((text) => text.includes("t-1"))!)!
    const [t, anna] = await start({
      files: { [plugin("ponder")]: `${watcher}export default Ponder\n`, ".ponder/.keep": "" }
    })
    await using _ = t
    const pane = t.pane("api")
    await anna.keys("prefix o 1")
    await eventually(() => anna.where("#{pane_id}"), pane)
    await anna.type(line)
    await anna.keys("Enter")
    await eventually(agents(t), [`ponder waiting ${pane}`])
    await anna.keys("Enter")
    await eventually(agents(t), [])
    assert.include(await doctor(t)("ponder"), "running")
  })

  it("an agent of data is watched by its screen, as the tutorial has it", async () => {
    const page = readFileSync(join(installation, "docs/tutorials/write-a-watcher.md"), "utf8")
    const [, data] = /```ts\n(\/\*\* Ponder\. \*\/[^]*?)```/u.exec(page)!
    const from = "@opensessions/runtime/agents/cli-agents"
    const text = `${data!.replace("./CliAgent.ts", `${from}/CliAgent`)}
      import { cliWatcher } from "${from}/cliWatcher"
      export default cliWatcher("ponder", [ponder])
    `
    const [t] = await start({ files: { [plugin("ponder")]: text } })
    await using _ = t
    const pane = t.pane("api")
    const agent = await startAgent(t, pane, "ponder")
    await agent.play({ do: "screen", lines: ["?"] })
    await eventually(agents(t), [`ponder idle ${pane}`])
    await agent.play({ do: "screen", lines: ["Some words", "(esc to stop)"] })
    await eventually(agents(t), [`ponder running ${pane}`])
    await agent.play({ do: "screen", lines: ["May I delete it? [y/n]"] })
    await eventually(agents(t), [`ponder waiting ${pane}`])
  })

  it("a notifier of the configuration tells, and takes back what somebody has seen", async () => {
    const told: Array<string> = []
    const server = createServer((request, response) => {
      request.setEncoding("utf8")
      request.on("data", (text: string) => {
        const { body, state } = JSON.parse(text) as { body: string; state: string }
        told.push(`${state}: ${body}`)
      })
      request.on("end", () => response.end())
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    try {
      const [t, anna] = await start({
        config: { notifications: "webhook", plugins: ["~/webhook.ts"] },
        files: {
          "webhook.ts": example("webhook"),
          ".config/webhook-url": `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        }
      })
      await using _ = t
      await eventually(async () => (await doctor(t)("webhook")).includes("running"), true)
      await t.opensessions("notify", "look", "--session", "api")
      await eventually(() => told, ["new: look"])
      await anna.keys("prefix o 1")
      await eventually(() => told, ["new: look", "over: look"])
    } finally {
      server.close()
    }
  })

  it("a theme is drawn by its name", async () => {
    const files = { [plugin("paper")]: example("paper") }
    const [t, anna] = await start({ config: { theme: "paper" }, files })
    await using _ = t
    await eventually(async () => (await anna.colours()).join("\n").includes("38;2;43;42;39"), true)
  })
})

/** A machine that was switched off in the middle of work: files that say that agents work, and no agents. */
import type { State } from "@opensessions/protocol/State"
import { assert, describe, it } from "@effect/vitest"
import { mkdirSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { startAgent, startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

const yesterday = Date.now() - 86_400_000
const time = new Date(yesterday).toISOString()
const uuid = (n: number) => `01a202e9-f2fc-7933-8a36-${String(n).padStart(12, "0")}`
const lines = (...all: ReadonlyArray<object>) => all.map((one) => `${JSON.stringify(one)}\n`).join("")

const claudeFiles = (n: number, pid: number, cwd: string): Record<string, string> => {
  const common = { sessionId: uuid(n), cwd, timestamp: time, isSidechain: false, uuid: uuid(n) }
  const record = { pid, sessionId: uuid(n), cwd, startedAt: yesterday, procStart: "7", status: "busy" }
  return {
    [`.claude/sessions/${pid}.json`]: JSON.stringify({ ...record, updatedAt: yesterday, statusUpdatedAt: yesterday }),
    [`.claude/projects/${cwd.replaceAll(/[^A-Za-z0-9]/g, "-")}/${uuid(n)}.jsonl`]: lines({
      type: "user",
      message: { role: "user", content: "go" },
      promptSource: "typed",
      ...common
    })
  }
}

const codexFiles = (n: number, cwd: string): Record<string, string> => ({
  [`.codex/thread-writer-locks/${uuid(n)}.lock`]: "",
  [`.codex/sessions/${time.slice(0, 10).replaceAll("-", "/")}/rollout-${time.slice(0, 19).replaceAll(":", "-")}-${uuid(n)}.jsonl`]:
    lines(
      { timestamp: time, type: "session_meta", payload: { id: uuid(n), cwd, source: "cli", thread_source: "user" } },
      { timestamp: time, type: "turn_context", payload: { cwd, model: "m" } },
      { timestamp: time, type: "event_msg", payload: { type: "task_started", turn_id: uuid(n) } }
    )
})

const otherFiles = (n: number, cwd: string): Record<string, string> => ({
  [`.pi/agent/sessions/--${cwd.slice(1).replaceAll("/", "-")}--/${time.replaceAll(/[:.]/g, "-")}_${uuid(n)}.jsonl`]:
    lines(
      { type: "session", version: 3, id: uuid(n), timestamp: time, cwd },
      { type: "message", id: "1", timestamp: time, message: { role: "user", content: "go", timestamp: yesterday } }
    ),
  [`.local/share/amp/threads/T-${uuid(n)}.json`]: JSON.stringify({
    id: `T-${uuid(n)}`,
    title: "old",
    messages: [{ role: "assistant", state: { type: "streaming" }, content: [] }],
    env: { initial: { trees: [{ uri: `file://${cwd}` }] } }
  }),
  [`.gemini/tmp/old/chats/session-${n}.jsonl`]: lines(
    { sessionId: uuid(n), startTime: time, kind: "main", timestamp: time },
    { type: "user", content: [{ text: "go" }], timestamp: time }
  )
})

const writeDatabase = (file: string, cwd: string) => {
  mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, time_created INTEGER,
      time_updated INTEGER, time_archived INTEGER);
    CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, data TEXT);
    CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, data TEXT);`)
  const session = database.prepare("INSERT INTO session VALUES (?, NULL, ?, 'old', ?, ?, NULL)")
  const message = database.prepare("INSERT INTO message VALUES (?, ?, ?, ?)")
  for (let n = 0; n < 50; n++) {
    session.run(`ses_${n}`, cwd, yesterday, yesterday)
    const data = { role: "assistant", time: { created: yesterday } }
    message.run(`msg_${n}`, `ses_${n}`, yesterday, JSON.stringify(data))
  }
  database.close()
}

const rows = ({ sessions }: State) =>
  sessions.flatMap(({ agents }) => agents.map(({ agent, paneId, status }) => `${agent} ${status} ${paneId}`)).toSorted()

describe("old files of agents", () => {
  it("are no threads, and none of them is taken up by an agent that begins beside them", async () => {
    const names = {
      codex: "old",
      opencode: "OpenCode",
      kilo: "Kilo CLI",
      pi: "π - old",
      amp: "amp - old",
      gemini: "◇  Ready (old)"
    }
    const sessions = Object.fromEntries(
      ["main", "claude", ...Object.keys(names)].map((name) => [name, { directory: "old" }])
    )
    await using t = await TmuxWorld.start({ sessions })
    const { home } = t.scratch
    const cwd = join(home, "old")
    const files: Record<string, string> = {
      ".gemini/projects.json": JSON.stringify({ projects: { [cwd]: "old" } }),
      // One of a process that is another by now, and one of a process that is none.
      ...claudeFiles(1, process.pid, cwd),
      ...claudeFiles(2, 2 ** 22 - 1, cwd)
    }
    for (let n = 3; n < 53; n++) Object.assign(files, codexFiles(n, cwd), otherFiles(n, cwd))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true })
      writeFileSync(join(home, path), text)
      utimesSync(join(home, path), yesterday / 1000, yesterday / 1000)
    }
    for (const name of ["opencode", "kilo"]) writeDatabase(join(home, ".local", "share", name, `${name}.db`), cwd)
    await t.client("anna", { session: "main" })
    await t.opensessions()
    assert.deepStrictEqual(rows(await t.state()), [])
    await startClaude(t, t.pane("claude"))
    for (const [name, title] of Object.entries(names)) {
      const agent = await startAgent(t, t.pane(name), name)
      await agent.play({ do: "title", text: title }, { do: "screen", lines: ["> "] })
    }
    const wanted = [
      "claude-code idle %1",
      ...Object.keys(names).map((name) => `${name} idle ${t.pane(name)}`)
    ].toSorted()
    await t.stateWhere((state) => rows(state).join() === wanted.join())
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    assert.deepStrictEqual(rows(await t.state()), wanted)
    // The same again for a daemon that finds them all at its start.
    const { pid } = t.info()!
    process.kill(pid, "SIGKILL")
    await waitFor(
      () => (t.info()?.pid === pid ? null : t.state().catch(() => null)),
      () => "it is not started again"
    )
    await t.stateWhere((state) => rows(state).join() === wanted.join())
  })
})

const works: Readonly<Record<string, string>> = {
  codex: "⠋ work",
  amp: "⠋ amp - mend it - work",
  gemini: "✦  Working… (work)"
}

describe("an agent that works and ends without a word", () => {
  it("S73: is gone or stale at once: killed, its pane closed, its session closed", async () => {
    const ends = {
      killed: (_: TmuxWorld, name: string, pid: number) => (process.kill(pid, "SIGKILL"), Promise.resolve(name)),
      pane: (t: TmuxWorld, name: string) => t.tmux.run("kill-pane", "-t", t.pane(name)),
      session: (t: TmuxWorld, name: string) => t.tmux.run("kill-session", "-t", `=${name}`)
    }
    const cases = Object.keys(ends).flatMap((end) =>
      ["claude", ...Object.keys(works)].map((name) => ({ end, name, at: `${name}-${end}` }))
    )
    await using t = await TmuxWorld.start({
      sessions: Object.fromEntries(["main", ...cases.map(({ at }) => at)].map((at) => [at, {}]))
    })
    await t.client("anna", { session: "main" })
    await t.opensessions()
    // So that what dies with its pane leaves its session there.
    for (const { at, end } of cases) if (end === "pane") await t.tmux.run("split-window", "-d", "-t", t.pane(at))
    const pids = new Map<string, number>()
    for (const { at, name } of cases) {
      if (name === "claude") {
        const claude = await startClaude(t, t.pane(at))
        await claude.prompt("go")
        pids.set(at, claude.agent.self.pid)
      } else {
        const agent = await startAgent(t, t.pane(at), name)
        await agent.play({ do: "title", text: works[name]! })
        pids.set(at, agent.self.pid)
      }
    }
    const working = (state: State) => rows(state).filter((row) => row.includes(" running ")).length
    await t.stateWhere((state) => working(state) === cases.length)
    for (const { at, end } of cases) await ends[end as keyof typeof ends](t, at, pids.get(at)!)
    const left = await t.stateWhere((state) => working(state) === 0, { timeoutMillis: 1_000 })
    for (const { agents } of left.sessions)
      for (const { pid, status, statusReason, unseen } of agents)
        assert.deepStrictEqual<unknown>([status, statusReason, unseen, pid], ["stale", "exited", true, null])
  })
})

/** A day at work, for pictures: sessions with branches, agents in several states, what scripts report. */
import { execFileSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { startClaude } from "../test/support/startAgent.ts"
import { TmuxWorld } from "../test/support/TmuxWorld.ts"

const projects = {
  api: "feat/login",
  web: "main",
  docs: "typos",
  infra: "terraform-1.9",
  mobile: "release/4.2"
} as const

/** Work trees of `plane`, each with a session of its own. */
const workTrees = { "plane-search": "feat/search", "plane-export": "fix/csv-export" } as const

const git = (directory: string, home: string, ...words: ReadonlyArray<string>) =>
  execFileSync("git", ["-c", "user.name=me", "-c", "user.email=me@example.org", ...words], {
    cwd: directory,
    env: { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: "1" },
    stdio: "ignore"
  })

const repository = (home: string, name: string, branch: string): void => {
  const directory = join(home, "code", name)
  mkdirSync(directory, { recursive: true })
  git(directory, home, "init", "-q", "-b", branch)
  writeFileSync(join(directory, "notes.txt"), "one\ntwo\nthree\n")
  git(directory, home, "add", ".")
  git(directory, home, "commit", "-qm", "start")
}

/** Builds it; the sidebar is shown and settled. */
export const scene = async (): Promise<TmuxWorld> => {
  const names = Object.keys(projects) as ReadonlyArray<keyof typeof projects>
  const [api, web, ...others] = [...names, ...Object.keys(workTrees)].map(
    (name) => [name, { directory: `code/${name}` }] as const
  )
  const [search, fix] = others.splice(-2)
  const sessions = Object.fromEntries([api!, web!, search!, fix!, ...others])
  // Their own order depends on the second in which each was made.
  const order = JSON.stringify(Object.keys(sessions))
  const world = await TmuxWorld.start({ sessions, files: { ".config/opensessions/session-order.json": order } })
  const { home } = world.scratch
  for (const name of names) repository(home, name, projects[name])
  repository(home, "plane", "main")
  for (const [name, branch] of Object.entries(workTrees)) {
    git(join(home, "code/plane"), home, "worktree", "add", "-q", "-f", "-b", branch, join(home, "code", name))
  }
  writeFileSync(join(home, "code/plane-search/notes.txt"), "one\ntwo\nthree\nfour\nfive\nsix\n")
  const server = "require('net').createServer().listen(5173, '127.0.0.1')"
  await world.tmux.run("new-window", "-d", "-t", "=web:", "-n", "vite", process.execPath, "-e", server)
  writeFileSync(join(world.scratch.home, "code/api/notes.txt"), "one\ntwo and a half\nthree\nfour\nfive\n")
  await world.opensessions()

  const claude = async (name: string, thread: string, prompt: string) => {
    const double = await startClaude(world, await world.pane(name), thread)
    await double.prompt(prompt)
    return double
  }
  const login = await claude("api", "Fix login redirect", "make the redirect keep its query string")
  await login.asksPermission("Bash", { command: "npm test" })
  const dark = await claude("web", "Dark mode", "add a dark mode to the settings page")
  await dark.finishes("Done.")
  const mobile = await claude("mobile", "Crash on resume", "why does the app crash on resume?")
  await mobile.runsTool("Bash", { command: "adb logcat" })
  const docs = await claude("docs", "Typos", "fix the typos in the guide")
  await docs.fails("rate_limit", 429)
  const plane = await claude("plane-search", "Fuzzy search", "make the search find what people mean")
  await plane.runsTool("Edit", { file_path: "search.ts" })

  const post = (path: string, body: unknown) => world.http(path, { method: "POST", body })
  await post("/set-status", { session: "infra", text: "Deploying", tone: "warn" })
  await post("/set-progress", { session: "infra", current: 3, total: 10, label: "nodes" })
  await post("/log", { session: "api", message: "412 tests passed", source: "ci", tone: "success" })
  await world.stateWhere(
    (state) => state.sessions.every((s) => s.git !== null) && state.sessions.flatMap((s) => s.agents).length === 5
  )
  return world
}

/** The directories and the environment of one world: nothing of the machine's own, everything below one short path. */
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { agentsVariable } from "./agentSteps.ts"
import { worldVariable } from "./leftovers.ts"

export interface ScratchWorld {
  readonly id: string
  /** Everything is in here. Short, because a Unix socket's path has at most 107 bytes. */
  readonly directory: string
  readonly home: string
  /** First in PATH. */
  readonly bin: string
  /** The PATH of a bare environment, where the tmux that is tested is the one that is found. */
  readonly barePath: string
  readonly agents: string
  readonly configDirectory: string
  readonly stateDirectory: string
  readonly env: Readonly<Record<string, string>>
}

/** The clone that is tested. */
export const installation = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "")

/** Makes the directories of a new world; `files` are paths below its HOME with their text. */
export const scratchWorld = (
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>
): ScratchWorld => {
  const directory = realpathSync(mkdtempSync("/tmp/os-"))
  // No process id: the next process with that number may be another test's, and a world of a killed one still be there.
  const id = basename(directory).slice("os-".length)
  const home = join(directory, "home")
  const runtime = join(directory, "run")
  const agents = join(directory, "agents")
  for (const path of [home, runtime, agents, join(directory, "bin"), join(directory, "tmux")])
    mkdirSync(path, { mode: 0o700 })
  // Another build of tmux than the machine's.
  const tmux = process.env["OPENSESSIONS_TEST_TMUX"]
  if (tmux !== undefined) symlinkSync(tmux, join(directory, "bin", "tmux"))
  // tmux starts login shells, and the machine's own profile may set another PATH.
  const shell = { ".shrc": "PS1='$ '\n", ".profile": `PATH='${join(directory, "bin")}':"$PATH"\n` }
  for (const [path, text] of Object.entries({ ...shell, ...files })) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  return {
    id,
    directory,
    home,
    bin: join(directory, "bin"),
    barePath: tmux === undefined ? "/usr/bin:/bin" : `${join(directory, "bin")}:/usr/bin:/bin`,
    agents,
    configDirectory: join(home, ".config", "opensessions"),
    stateDirectory: join(home, ".local", "state", "opensessions"),
    env: {
      HOME: home,
      PATH: `${join(directory, "bin")}:${process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"}`,
      SHELL: "/bin/sh",
      USER: "someone",
      LANG: "C.UTF-8",
      TERM: "xterm-256color",
      ENV: join(home, ".shrc"),
      XDG_CONFIG_HOME: join(home, ".config"),
      XDG_STATE_HOME: join(home, ".local", "state"),
      XDG_DATA_HOME: join(home, ".local", "share"),
      XDG_CACHE_HOME: join(home, ".cache"),
      XDG_RUNTIME_DIR: runtime,
      TMUX_TMPDIR: join(directory, "tmux"),
      [agentsVariable]: agents,
      [worldVariable]: id,
      ...env
    }
  }
}

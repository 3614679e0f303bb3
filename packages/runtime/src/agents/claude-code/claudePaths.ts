/** Where Claude Code keeps its files. */
import { join } from "node:path"

/** The folders and files below one configuration directory (`CLAUDE_CONFIG_DIR`, else `~/.claude`). */
export interface ClaudePaths {
  readonly root: string
  /** One live record for each running process, `<pid>.json`. */
  readonly records: string
  /** One folder for each working directory, one transcript for each thread in it. */
  readonly projects: string
  /** Every prompt and slash command, at the moment of Enter. */
  readonly history: string
}

export const pathsBelow = (root: string): ClaudePaths => ({
  root,
  records: join(root, "sessions"),
  projects: join(root, "projects"),
  history: join(root, "history.jsonl")
})

/** The configuration directory of a process with these variables; null where neither says anything. */
export const configurationDirectory = (configured: string | null, home: string | null): string | null => {
  if (configured !== null && configured !== "") return configured
  return home === null || home === "" ? null : join(home, ".claude")
}

/** The name of a working directory's folder. Not reversible: everything but letters and digits becomes a dash. */
export const projectName = (cwd: string): string => cwd.replace(/[^A-Za-z0-9]/g, "-")

/** Where the transcript of a thread should be. It may be elsewhere: the thread keeps it when its directory changes. */
export const transcriptFolder = (paths: ClaudePaths, cwd: string): string => join(paths.projects, projectName(cwd))

/** The pid in the name of a live record; null for other files, such as the keys beside them. */
export const recordPid = (name: string): number | null => {
  const [, pid] = /^(\d{1,10})\.json$/.exec(name) ?? []
  return pid === undefined ? null : Number(pid)
}

/** The thread id in the name of a transcript; null for other files. */
export const transcriptThread = (name: string): string | null => /^([0-9a-f-]{36})\.jsonl$/i.exec(name)?.[1] ?? null

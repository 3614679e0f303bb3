/** Where Pi keeps its sessions. */
import { join } from "node:path"

/** Where sessions of a working directory may be: the folder of their own, or one that all share. */
export const sessionFolders = (
  directory: string,
  environment: (name: string) => string | null
): ReadonlyArray<string> => {
  const set = (name: string) => {
    const value = environment(name)
    return value === null || value === "" ? null : value.replace(/^~(?=\/|$)/, environment("HOME") ?? "~")
  }
  const own = `--${directory.replace(/^[/\\]/, "").replace(/[/\\:]/g, "-")}--`
  const sessions = set("PI_CODING_AGENT_SESSION_DIR")
  if (sessions !== null) return [sessions, join(sessions, own)]
  const home = set("HOME")
  const root = set("PI_CODING_AGENT_DIR") ?? (home === null ? null : join(home, ".pi", "agent"))
  return root === null ? [] : [join(root, "sessions", own)]
}

/** The thread that a session's file is named after; null for other files. */
export const fileThread = (name: string): string | null => /^[^_]+_([0-9a-zA-Z-]{8,64})\.jsonl$/.exec(name)?.[1] ?? null

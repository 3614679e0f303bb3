/** Where a new session is to be. */
import { statSync } from "node:fs"
import { homedir } from "node:os"
import { isAbsolute, join, resolve } from "node:path"

/** A directory as typed: `~` is the home, and what is relative is relative to it. Null where there is none. */
export const existingDirectory = (typed: string): string | null => {
  const path = typed === "~" || typed.startsWith("~/") ? join(homedir(), typed.slice(1)) : typed
  const whole = isAbsolute(path) ? resolve(path) : resolve(homedir(), path)
  try {
    return statSync(whole).isDirectory() ? whole : null
  } catch {
    return null
  }
}

/** Tells directories apart that follow one another under the same name. */
import { statSync } from "node:fs"

/** Device and inode of a directory; null where there is none. */
export const directoryIdentity = (directory: string): string | null => {
  try {
    const found = statSync(directory, { throwIfNoEntry: false })
    return found?.isDirectory() === true ? `${found.dev}:${found.ino}` : null
  } catch {
    return null
  }
}

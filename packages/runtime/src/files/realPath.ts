/** A path without symbolic links; the path itself where there is nothing. */
import { realpathSync } from "node:fs"

export const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

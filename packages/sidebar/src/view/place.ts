/** Where a session is: its branch, or its directory. */
import type { Session } from "@opensessions/protocol/State"
import { plainText } from "./plainText.ts"

/** The parts of a path, the last one last. */
const partsOf = (path: string): ReadonlyArray<string> => path.split("/").filter((part) => part !== "")

/** A directory's own name; with its parent where that alone would repeat the session's name (S105). */
export const directoryLabel = (directory: string, name: string, home: string): string => {
  const parts = partsOf(homePath(directory, home))
  const last = parts.at(-1)
  if (last === undefined) return directory
  const parent = parts.at(-2)
  return last === name && parent !== undefined ? `${parent}/${last}` : last
}

/** What stands below a session's name. */
export const placeLabel = (session: Session, home: string): string => {
  const { git } = session
  if (git === null) return plainText(directoryLabel(session.directory, session.name, home))
  return plainText(git.detached ? `@${git.branch}` : git.branch)
}

/** A directory as people write it. */
export const homePath = (directory: string, home: string): string =>
  home !== "" && (directory === home || directory.startsWith(`${home}/`))
    ? `~${directory.slice(home.length)}`
    : directory

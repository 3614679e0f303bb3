/** Finds directories and repositories below others, for the picker. What can't be read is passed over. */
import type { Directory } from "@opensessions/protocol/Directory"
import { type Dirent } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"

export interface Scan {
  readonly roots: ReadonlyArray<string>
  readonly depth: number
  /** Only repositories, where the roots hold everything that a person has. */
  readonly repositoriesOnly: boolean
}

/** More than anybody chooses from; it also bounds the time that a slow disk may take. */
const mostEntries = 3_000
const mostVisits = 20_000

/** Directories that are full of others and never worked in. */
const passedOver = new Set(["node_modules", "target", "vendor", "Library", "__pycache__"])

const children = (directory: string): Promise<ReadonlyArray<Dirent>> =>
  readdir(directory, { withFileTypes: true }).catch(() => [])

/** Breadth first, so that what is near comes before what is deep; nothing below a repository, nothing hidden. */
export const scanDirectories = async ({ depth, repositoriesOnly, roots }: Scan): Promise<ReadonlyArray<Directory>> => {
  const found: Array<Directory> = []
  let level: ReadonlyArray<string> = roots
  let visits = 0
  for (let at = 0; at <= depth && level.length > 0; at++) {
    const next: Array<string> = []
    for (const directory of level) {
      if (visits++ > mostVisits || found.length >= mostEntries) return found
      const entries = await children(directory)
      const repository = entries.some(({ name }) => name === ".git")
      if (repository) found.push({ path: directory, kind: "repository" })
      else if (at > 0 && !repositoriesOnly) found.push({ path: directory, kind: "directory" })
      if (repository && at > 0) continue
      for (const entry of entries) {
        if (entry.isDirectory() && !entry.name.startsWith(".") && !passedOver.has(entry.name))
          next.push(join(directory, entry.name))
      }
    }
    level = next
  }
  return found
}

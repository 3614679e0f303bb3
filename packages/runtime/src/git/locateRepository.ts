/** Finds the repository of a directory as git does, without a process. */
import { readFile, realpath, stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { type Head, parseCommonDirectory, parseGitFile, parseHead, type RepositoryLocation } from "./gitDirectory.ts"

const text = (path: string): Promise<string | null> => readFile(path, "utf8").catch(() => null)

const kind = (path: string): Promise<"file" | "directory" | null> =>
  stat(path).then(
    (found) => (found.isDirectory() ? "directory" : found.isFile() ? "file" : null),
    () => null
  )

/** The checks that git makes before it takes a directory for a repository. */
const isGitDirectory = async (path: string, commonDirectory: string): Promise<boolean> =>
  (await readHead(path)) !== null &&
  (await kind(join(commonDirectory, "objects"))) === "directory" &&
  (await kind(join(commonDirectory, "refs"))) === "directory"

const at = async (root: string, gitDirectory: string, bare: boolean): Promise<RepositoryLocation | null> => {
  const common = await text(join(gitDirectory, "commondir"))
  const commonDirectory = common === null ? gitDirectory : parseCommonDirectory(common, gitDirectory)
  if (!(await isGitDirectory(gitDirectory, commonDirectory))) return null
  return { root, gitDirectory, commonDirectory, bare }
}

const inDirectory = async (directory: string): Promise<RepositoryLocation | null> => {
  const dotGit = join(directory, ".git")
  switch (await kind(dotGit)) {
    case "directory": {
      const found = await at(directory, dotGit, false)
      if (found !== null) return found
      break
    }
    case "file": {
      const target = parseGitFile((await text(dotGit)) ?? "", directory)
      // As in git, a `.git` file that leads nowhere ends the search.
      return target === null ? null : at(directory, target, false)
    }
  }
  if ((await kind(join(directory, "HEAD"))) !== "file") return null
  return basename(directory) === ".git" ? at(dirname(directory), directory, false) : at(directory, directory, true)
}

/** The text of `HEAD`, read; null where there is none. */
export const readHead = async (gitDirectory: string): Promise<Head> => {
  const head = await text(join(gitDirectory, "HEAD"))
  return head === null ? null : parseHead(head)
}

/** The nearest repository at or above a directory, null outside one or where the directory is gone. */
export const locateRepository = async (directory: string): Promise<RepositoryLocation | null> => {
  const real = await realpath(directory).catch(() => null)
  if (real === null) return null
  for (let current = real; ; current = dirname(current)) {
    const found = await inDirectory(current)
    if (found !== null) return found
    if ((await kind(join(current, ".git"))) === "file" || current === dirname(current)) return null
  }
}

/** How a repository's own small files are read: `.git` of a worktree or submodule, `commondir`, `HEAD`. */
import { dirname, join, resolve } from "node:path"

/** Where a repository is. Two directories of one worktree have equal locations. */
export interface RepositoryLocation {
  /** The top of the work tree, or the repository itself where it is bare. */
  readonly root: string
  /** This worktree's own part: `HEAD` and `index`. */
  readonly gitDirectory: string
  /** What all worktrees share: `refs`, `packed-refs`, `config`. */
  readonly commonDirectory: string
  readonly bare: boolean
}

/** What `HEAD` says: a ref, or a commit where it is detached. */
export type Head =
  | { readonly ref: string; readonly commit: null }
  | { readonly ref: null; readonly commit: string }
  | null

/** The directory that a `.git` file (worktree, submodule) points to; null where it is no such file. */
export const parseGitFile = (text: string, directory: string): string | null => {
  const target = /^gitdir: ([^\0\r\n]+)[\r\n]*$/.exec(text)?.[1]
  return target === undefined ? null : resolve(directory, target)
}

/** The directory that a worktree shares with its siblings, as its `commondir` file says. */
export const parseCommonDirectory = (text: string, gitDirectory: string): string =>
  resolve(gitDirectory, text.replace(/[\r\n]+$/, "") || ".")

/** Null where the text is no `HEAD`. */
export const parseHead = (text: string): Head => {
  const ref = /^ref:\s*(refs\/[^\0\r\n]+?)\s*$/.exec(text)?.[1]
  if (ref !== undefined) return { ref, commit: null }
  const commit = /^([0-9a-f]{40,64})\s*$/.exec(text)?.[1]
  return commit === undefined ? null : { ref: null, commit }
}

/** What is shown for a commit. */
export const shortCommit = (commit: string): string => commit.slice(0, 7)

/** The branch as shown; null for the placeholder that other ref storages leave in `HEAD`. */
export const branchOfHead = (head: Head): string | null => {
  if (head === null) return null
  if (head.ref === null) return shortCommit(head.commit)
  const branch = head.ref.replace(/^refs\/heads\//, "")
  return branch === ".invalid" ? null : branch
}

/** The directories whose direct entries change when what we show of a repository changes. None of them is large. */
export const watchedDirectories = (
  location: RepositoryLocation,
  head: Head,
  upstream: string | null
): ReadonlyArray<string> => {
  const { gitDirectory, commonDirectory } = location
  const directories = new Set([gitDirectory, commonDirectory, join(gitDirectory, "logs")])
  if (head?.ref != null) directories.add(dirname(join(commonDirectory, head.ref)))
  if (head?.ref === "refs/heads/.invalid") directories.add(join(commonDirectory, "reftable"))
  if (upstream !== null) {
    directories.add(dirname(join(commonDirectory, "refs", "remotes", upstream)))
    directories.add(dirname(join(commonDirectory, "refs", "heads", upstream)))
  }
  return [...directories].filter((path) => isWithin(path, commonDirectory) || isWithin(path, gitDirectory))
}

/** Whether a path is a directory or lies below it. */
export const isWithin = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`)

const interestingNames = new Set(["HEAD", "index", "packed-refs", "config", "config.worktree", ".git"])

/** Whether a change of this entry can change what we show. Locks come and go with every command and say nothing. */
export const isInteresting = (location: RepositoryLocation, directory: string, name: string): boolean => {
  if (name.endsWith(".lock")) return false
  const { gitDirectory, commonDirectory } = location
  const ofRepository = directory === gitDirectory || directory === commonDirectory
  const below = !ofRepository && (isWithin(directory, gitDirectory) || isWithin(directory, commonDirectory))
  return below || interestingNames.has(name)
}

/** Which sessions belong together: those that work on one repository in different directories. */
import type { Git } from "@opensessions/protocol/State"
import { basename, dirname } from "node:path"

interface Grouped {
  readonly directory: string
  readonly git: Git | null
  readonly hidden: boolean
}

/** The directory that a repository is known by: the one that holds `.git` or `.bare`, or the bare repository itself. */
const repositoryDirectory = (git: Git): string =>
  basename(git.repository).startsWith(".") ? dirname(git.repository) : git.repository

/** Repositories that sessions in at least two directories work on: two in the same one are no more than each of them. */
export const sharedRepositories = (sessions: Iterable<Grouped>): ReadonlySet<string> => {
  const directories = new Map<string, Set<string>>()
  for (const { directory, git, hidden } of sessions) {
    if (git === null || hidden) continue
    const key = repositoryDirectory(git)
    directories.set(key, (directories.get(key) ?? new Set()).add(directory))
  }
  return new Set([...directories].flatMap(([key, all]) => (all.size > 1 ? [key] : [])))
}

/** The group of a session among those. */
export const groupOf = (git: Git | null, shared: ReadonlySet<string>): string | null => {
  if (git === null || shared.size === 0) return null
  const key = repositoryDirectory(git)
  return shared.has(key) ? key : null
}

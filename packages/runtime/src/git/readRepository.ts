/** One reading of a repository: at most three short git processes, one after the other. */
import type { Git } from "@opensessions/protocol/State"
import { Effect, type Latch } from "effect"
import { branchOfHead, type Head, type RepositoryLocation, shortCommit } from "./gitDirectory.ts"
import { diffQuery, filterQuery, parseRepositoryFilters, statusQuery } from "./gitEnvironment.ts"
import { type LineCounts, parseNumstat } from "./parseNumstat.ts"
import { parseStatus, type StatusReport } from "./parseStatus.ts"
import { type GitUnavailable, runGit } from "./runGit.ts"

export interface Reading {
  /** Null where git takes this for no repository or refuses to look at it. */
  readonly git: Git | null
  readonly upstream: string | null
  /** git's own sentence where it refused. */
  readonly refusal: string | null
}

/** What `HEAD` alone tells, for a bare repository and where git can't be asked. */
export const gitOfHead = (location: RepositoryLocation, head: Head): Git | null => {
  const branch = branchOfHead(head)
  if (branch === null) return null
  return {
    branch,
    detached: head?.ref === null,
    root: location.root,
    repository: location.commonDirectory,
    worktree: location.gitDirectory !== location.commonDirectory,
    dirty: false,
    changedFiles: 0,
    insertions: 0,
    deletions: 0,
    ahead: 0,
    behind: 0
  }
}

/** Puts together what `status` and `diff` said. */
export const gitOfReports = (
  location: RepositoryLocation,
  head: Head,
  status: StatusReport,
  lines: LineCounts
): Git | null => {
  const detached = head?.ref === null
  const commit = status.commit ?? head?.commit ?? null
  const branch = detached ? commit && shortCommit(commit) : (status.branch ?? branchOfHead(head))
  if (branch === null) return null
  return {
    branch,
    detached,
    root: location.root,
    repository: location.commonDirectory,
    worktree: location.gitDirectory !== location.commonDirectory,
    dirty: status.changedFiles > 0,
    changedFiles: status.changedFiles,
    insertions: lines.insertions,
    deletions: lines.deletions,
    ahead: status.ahead,
    behind: status.behind
  }
}

const noLines: LineCounts = { insertions: 0, deletions: 0 }

/** `idle` is closed while a git process of this reading exists. */
export const readRepository = Effect.fn("readRepository")(function* (
  location: RepositoryLocation,
  head: Head,
  timeLimitMillis: number,
  idle: Latch.Latch
): Effect.fn.Return<Reading, GitUnavailable> {
  if (location.bare) return { git: gitOfHead(location, head), upstream: null, refusal: null }
  const call = { root: location.root, timeLimitMillis }
  const filters = yield* runGit({ ...call, arguments: filterQuery, emptied: [] }, idle)
  const emptied = parseRepositoryFilters(filters.stdout)
  const status = yield* runGit({ ...call, arguments: statusQuery, emptied }, idle)
  if (status.exitCode !== 0) {
    const refusal = status.stderr.split("\n", 1)[0]!
    // "must be run in a work tree" and configuration that git can't read: HEAD is still known.
    const refused = /dubious ownership|not a git repository/.test(status.stderr)
    return { git: refused ? null : gitOfHead(location, head), upstream: null, refusal }
  }
  const report = parseStatus(status.stdout)
  const diff =
    report.trackedChanges === 0
      ? null
      : yield* runGit({ ...call, arguments: diffQuery(report.commit === null), emptied }, idle)
  const lines = diff?.exitCode === 0 ? parseNumstat(diff.stdout) : noLines
  return { git: gitOfReports(location, head, report, lines), upstream: report.upstream, refusal: null }
})

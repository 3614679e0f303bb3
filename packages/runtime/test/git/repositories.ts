/** Real repositories in temporary directories, and what the service says about them. */
import type { Git } from "@opensessions/protocol/State"
import { it } from "@effect/vitest"
import { type Cause, Effect, Queue, type Scope, Stream } from "effect"
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { GitRepositories } from "../../src/git/GitRepositories.ts"

/** A directory that ends with the test; its real path. */
export const scratch = Effect.acquireRelease(
  Effect.sync(() => realpathSync(mkdtempSync(join(tmpdir(), "os-git-")))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
)

/** Runs git as an author with no configuration of their own. */
export const git = (directory: string, ...words: ReadonlyArray<string>): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: directory, GIT_CONFIG_NOSYSTEM: "1" }
  })

/** A repository with one commit on `main`. */
export const repository = (directory: string): string => {
  mkdirSync(directory, { recursive: true })
  git(directory, "init", "-q", "-b", "main")
  writeFileSync(join(directory, "a"), "one\ntwo\n")
  git(directory, "add", ".")
  git(directory, "commit", "-qm", "first")
  return directory
}

/** What is said of that repository. */
export const clean = (root: string, repository: string = join(root, ".git")): Git => ({
  branch: "main",
  detached: false,
  root,
  repository,
  worktree: false,
  dirty: false,
  changedFiles: 0,
  insertions: 0,
  deletions: 0,
  ahead: 0,
  behind: 0
})

/** The states of a directory as they come; `until` waits for one that fits. */
export const follow = Effect.fnUntraced(function* (directory: string) {
  const repositories = yield* GitRepositories
  const states = yield* Queue.unbounded<Git | null>()
  yield* repositories.watch(directory).pipe(
    Stream.runForEach((state) => Queue.offer(states, state)),
    Effect.forkScoped({ startImmediately: true })
  )
  const next = Queue.take(states).pipe(Effect.timeout("5 seconds"))
  const until = (fits: (state: Git | null) => boolean) => Effect.repeat(next, { until: fits })
  return { next, until, pending: Queue.size(states) }
})

/** Short waits, so that tests are quick. */
export const limits = { quietMillis: 15, burstMillis: 200, timeLimitMillis: 700, searchMillis: 100 }
/** A test against real git. */
export const live = (
  name: string,
  test: () => Effect.Effect<void, Cause.TimeoutError, GitRepositories | Scope.Scope>
) => it.live(name, () => test().pipe(Effect.provide(GitRepositories.layerWith(limits))))

import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFileSync } from "node:child_process"
import { chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { GitRepositories } from "../../src/git/GitRepositories.ts"
import { clean, follow, git, limits, live, repository, scratch } from "./repositories.ts"

describe("GitRepositories", () => {
  live("says what a clean repository is, then what an edit makes of it when told", () =>
    Effect.gen(function* () {
      const root = repository(yield* scratch)
      const repositories = yield* GitRepositories
      const { next } = yield* follow(root)
      assert.deepStrictEqual(yield* next, clean(root))
      writeFileSync(join(root, "a"), "one\nother\nmore\n")
      writeFileSync(join(root, "new"), "x\n")
      yield* repositories.touch(root)
      assert.deepStrictEqual(yield* next, {
        ...clean(root),
        dirty: true,
        changedFiles: 2,
        insertions: 2,
        deletions: 1
      })
    })
  )

  live("follows commits, branches, detaching, packing and resets without being told", () =>
    Effect.gen(function* () {
      const root = repository(yield* scratch)
      const { next, until } = yield* follow(root)
      yield* next
      git(root, "checkout", "-qb", "feature/a---b")
      yield* until((state) => state?.branch === "feature/a---b")
      writeFileSync(join(root, "a"), "changed\n")
      git(root, "add", "a")
      yield* until((state) => state?.insertions === 1 && state.deletions === 2)
      git(root, "commit", "-qam", "second")
      yield* until((state) => state?.dirty === false)
      git(root, "pack-refs", "--all")
      git(root, "reset", "-q", "--soft", "HEAD~1")
      yield* until((state) => state?.dirty === true)
      git(root, "checkout", "-qf", "--detach", "main")
      const detached = yield* until((state) => state?.detached === true && !state.dirty)
      assert.strictEqual(detached?.branch, git(root, "rev-parse", "HEAD").slice(0, 7))
    })
  )

  live("knows what is ahead and behind, and hears a fetch", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      const origin = repository(join(base, "origin"))
      git(base, "clone", "-q", origin, "clone")
      const root = join(base, "clone")
      const { next, until } = yield* follow(root)
      assert.deepStrictEqual(yield* next, clean(root))
      git(root, "commit", "-q", "--allow-empty", "-m", "mine")
      yield* until((state) => state?.ahead === 1)
      git(origin, "commit", "-q", "--allow-empty", "-m", "theirs")
      git(root, "fetch", "-q")
      yield* until((state) => state?.ahead === 1 && state.behind === 1)
    })
  )

  live("shows worktrees, submodules, bare and unborn repositories as what they are", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      const main = repository(join(base, "main"))
      git(main, "worktree", "add", "-q", "../tree", "-b", "tree")
      git(main, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", main, "sub")
      git(base, "clone", "-q", "--bare", main, "bare.git")
      mkdirSync(join(base, "unborn"))
      git(join(base, "unborn"), "init", "-q", "-b", "fresh")
      const first = (directory: string) => Effect.flatMap(follow(join(base, directory)), ({ next }) => next)
      assert.deepStrictEqual(yield* first("tree"), {
        ...clean(join(base, "tree"), join(main, ".git")),
        branch: "tree",
        worktree: true
      })
      assert.deepStrictEqual(yield* first("main/sub"), clean(join(base, "main/sub"), join(main, ".git/modules/sub")))
      assert.deepStrictEqual(yield* first("bare.git"), clean(join(base, "bare.git"), join(base, "bare.git")))
      assert.deepStrictEqual(yield* first("unborn"), { ...clean(join(base, "unborn")), branch: "fresh" })
    })
  )

  live("notices git init in a directory that was none, and the end of a repository", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      const { next, until } = yield* follow(directory)
      assert.isNull(yield* next)
      git(directory, "init", "-q", "-b", "main")
      yield* until((state) => state?.branch === "main")
      rmSync(join(directory, ".git"), { recursive: true })
      yield* until((state) => state === null)
      repository(directory)
      yield* until((state) => state?.branch === "main" && state.dirty === false)
    })
  )

  live("finds a repository that appears above the directory when an agent did something there", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      const below = join(base, "below")
      mkdirSync(below)
      const repositories = yield* GitRepositories
      const { next, until } = yield* follow(below)
      assert.isNull(yield* next)
      git(base, "init", "-q", "-b", "main")
      // The second comes while the pause of the first lasts, and is not forgotten.
      yield* repositories.touch(below)
      yield* until((state) => state?.branch === "main")
      rmSync(join(base, ".git"), { recursive: true })
      yield* repositories.touch(below)
      yield* until((state) => state === null)
    })
  )

  live("S79: a directory that is gone, and one inside a broken repository, are in no repository", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      mkdirSync(join(base, "broken", ".git"), { recursive: true })
      assert.isNull(yield* Effect.flatMap(follow(join(base, "gone")), ({ next }) => next))
      assert.isNull(yield* Effect.flatMap(follow(join(base, "broken")), ({ next }) => next))
    })
  )

  live("S79: another program's index.lock does not disturb a reading, and reading makes no change", () =>
    Effect.gen(function* () {
      const root = repository(yield* scratch)
      writeFileSync(join(root, ".git", "index.lock"), "")
      writeFileSync(join(root, "a"), "touched\n")
      const { next, pending } = yield* follow(root)
      assert.strictEqual((yield* next)?.changedFiles, 1)
      yield* Effect.sleep("150 millis")
      assert.strictEqual(yield* pending, 0)
    })
  )

  live("S85: a git that hangs is killed; branch and last counts stay, and it is asked again later", () =>
    Effect.gen(function* () {
      const root = repository(yield* scratch)
      writeFileSync(join(root, "a"), "changed\n")
      const { next, until } = yield* follow(root)
      assert.strictEqual((yield* next)?.changedFiles, 1)
      execFileSync("mkfifo", [join(root, ".git", "hangs")])
      git(root, "config", "include.path", "hangs")
      writeFileSync(join(root, ".git", "HEAD"), "ref: refs/heads/elsewhere\n")
      const hung = yield* until((state) => state?.branch === "elsewhere")
      assert.strictEqual(hung?.changedFiles, 1)
      rmSync(join(root, ".git", "hangs"))
      writeFileSync(join(root, ".git", "HEAD"), "ref: refs/heads/main\n")
      yield* until((state) => state?.branch === "main")
    })
  )

  it.live.skipIf(process.getuid?.() !== 0)("S79: a repository that git refuses because of its owner is none", () =>
    Effect.gen(function* () {
      const root = repository(yield* scratch)
      for (const path of [root, join(root, ".git")]) chownSync(path, 65534, 65534)
      const { next } = yield* follow(root)
      assert.isNull(yield* next)
    }).pipe(Effect.provide(GitRepositories.layerWith(limits)))
  )

  live("directories of one repository, also through a symlink, share one root", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      const root = repository(join(base, "real"))
      mkdirSync(join(root, "src", "deep"), { recursive: true })
      symlinkSync(root, join(base, "link"))
      const one = yield* follow(join(base, "link"))
      const two = yield* follow(join(root, "src", "deep"))
      assert.deepStrictEqual(yield* one.next, clean(root))
      assert.deepStrictEqual(yield* two.next, clean(root))
    })
  )
})

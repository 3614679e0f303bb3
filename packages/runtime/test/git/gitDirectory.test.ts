import { assert, describe, it } from "@effect/vitest"
import {
  branchOfHead,
  isInteresting,
  parseCommonDirectory,
  parseGitFile,
  parseHead,
  watchedDirectories
} from "../../src/git/gitDirectory.ts"

const oid = "1234567890123456789012345678901234567890"

describe("parseHead", () => {
  it.each([
    ["ref: refs/heads/main\n", "main"],
    ["ref: refs/heads/a/b---c\n", "a/b---c"],
    ["ref:refs/heads/x", "x"],
    [`${oid}\n`, "1234567"],
    ["ref: refs/heads/.invalid\n", null],
    ["", null],
    ["ref: ../../etc/passwd\n", null],
    ["garbage", null]
  ])("%j is shown as %j", (text, branch) => {
    assert.strictEqual(branchOfHead(parseHead(text)), branch)
  })
})

describe("the .git file of a worktree or submodule", () => {
  it.each([
    ["gitdir: /main/.git/worktrees/x\n", "/main/.git/worktrees/x"],
    ["gitdir: ../.git/modules/sub\r\n", "/work/.git/modules/sub"],
    ["gitdir: /with space /x", "/with space /x"],
    ["gitdir: \n", null],
    ["something else", null]
  ])("%j leads to %j", (text, target) => {
    assert.strictEqual(parseGitFile(text, "/work/sub"), target)
  })

  it("commondir is relative to the worktree's git directory", () => {
    assert.strictEqual(parseCommonDirectory("../..\n", "/main/.git/worktrees/x"), "/main/.git")
  })
})

describe("what is watched", () => {
  const location = { root: "/r", gitDirectory: "/r/.git", commonDirectory: "/r/.git", bare: false }

  it("is the repository's top, the branch's directory and the upstream's, and nothing outside the repository", () => {
    const head = parseHead("ref: refs/heads/feature/x")
    assert.deepStrictEqual(watchedDirectories(location, head, "origin/feature/x"), [
      "/r/.git",
      "/r/.git/logs",
      "/r/.git/refs/heads/feature",
      "/r/.git/refs/remotes/origin/feature",
      "/r/.git/refs/heads/origin/feature"
    ])
    assert.deepStrictEqual(watchedDirectories(location, { ref: "refs/../../../etc/x", commit: null }, null), [
      "/r/.git",
      "/r/.git/logs"
    ])
  })

  it.each([
    ["/r/.git", "index", true],
    ["/r/.git", "HEAD", true],
    ["/r/.git", "index.lock", false],
    ["/r/.git", "COMMIT_EDITMSG", false],
    ["/r/.git/refs/heads", "main", true],
    ["/r/.git/refs/heads", "main.lock", false],
    ["/r", "src", false],
    ["/r", ".git", true]
  ])("%s %s: %s", (directory, name, expected) => {
    assert.strictEqual(isInteresting(location, directory, name), expected)
  })
})

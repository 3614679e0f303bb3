import { assert, describe, it } from "@effect/vitest"
import type { Git } from "@opensessions/protocol/State"
import { Fact } from "../../src/store/Fact.ts"
import type { Model } from "../../src/store/Model.ts"
import { project } from "../../src/store/project.ts"
import { remember, restore } from "../../src/store/restore.ts"
import { api, says, start, tell, web } from "./world.ts"

const git = (root: string, repository: string): Git => ({
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
const docs = { ...api, id: "$3", name: "docs", path: "/tree", createdAt: 3, windows: { "@3": [{ id: "%5", pid: 30 }] } }
const names = (model: Model) =>
  project(model, null).sessions.map(({ group, index, name }) => `${index} ${name}${group === null ? "" : ` ${group}`}`)
const inPlane = (...directories: ReadonlyArray<string>) =>
  directories.map((directory) => Fact.GitRead({ directory, git: git(directory, "/code/plane/.git") }))

describe("groups", () => {
  it("are the sessions of one repository in different directories, next to each other", () => {
    assert.deepStrictEqual(names(tell(start([api, web, docs]), ...inPlane("/api", "/tree"))), [
      "1 api /code/plane",
      "2 docs /code/plane",
      "3 web"
    ])
  })

  it("are not made of one session, nor of several in one directory", () => {
    assert.deepStrictEqual(names(tell(start([api, web, docs]), ...inPlane("/api"))), ["1 api", "2 web", "3 docs"])
    const same = { ...docs, path: "/api" }
    assert.deepStrictEqual(names(tell(start([api, web, same]), ...inPlane("/api"))), ["1 api", "2 web", "3 docs"])
  })

  it("S70: sessions of a folded one have no number, and it is still folded after a restart", () => {
    const folded = tell(
      start([api, web, docs]),
      ...inPlane("/api", "/tree"),
      Fact.GroupFolded({ group: "/code/plane", folded: true })
    )
    const expected = ["null api /code/plane", "null docs /code/plane", "1 web"]
    assert.deepStrictEqual(names(folded), expected)
    const next = tell(start([api, web, docs]), ...inPlane("/api", "/tree"))
    assert.deepStrictEqual(names(restore(next, remember(folded, project(folded, null)))), expected)
    assert.strictEqual(names(tell(folded, Fact.GroupFolded({ group: "/code/plane", folded: false })))[2], "3 web")
  })
})

describe("the order", () => {
  const busy = tell(
    start([api, web, docs]),
    says("a", 20, "registry", "running", 2000),
    says("b", 30, "registry", "waiting", 1000)
  )

  it("is the user's own, or that of attention, or of the last activity", () => {
    assert.deepStrictEqual(names(busy), ["1 api", "2 web", "3 docs"])
    assert.deepStrictEqual(names(tell(busy, Fact.SortChanged({ sort: "attention" }))), ["1 docs", "2 web", "3 api"])
    assert.deepStrictEqual(names(tell(busy, Fact.SortChanged({ sort: "activity" }))), ["1 web", "2 docs", "3 api"])
  })
})

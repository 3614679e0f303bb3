import { assert, describe, it } from "@effect/vitest"
import { gitEnvironment, parseRepositoryFilters } from "../../src/git/gitEnvironment.ts"

describe("gitEnvironment", () => {
  it("inherits no variable of git, so that a daemon started inside a hook looks at the right repository", () => {
    const environment = gitEnvironment({ PATH: "/bin", GIT_DIR: "/evil", GIT_CONFIG_COUNT: "9", LC_ALL: "de_DE" }, [])
    assert.strictEqual(environment["PATH"], "/bin")
    assert.isUndefined(environment["GIT_DIR"])
    assert.strictEqual(environment["GIT_CONFIG_COUNT"], "0")
    assert.strictEqual(environment["LC_ALL"], "C")
  })

  it("empties filter settings of any name", () => {
    const environment = gitEnvironment({}, ["filter.a=b c.clean", "filter.x.required"])
    assert.deepStrictEqual(
      [environment["GIT_CONFIG_KEY_0"], environment["GIT_CONFIG_VALUE_0"], environment["GIT_CONFIG_VALUE_1"]],
      ["filter.a=b c.clean", "", "false"]
    )
  })
})

describe("parseRepositoryFilters", () => {
  it("finds the filters that the repository brought and leaves the user's own alone", () => {
    const output =
      "global\0filter.lfs.clean\ngit-lfs clean -- %f\0" +
      "local\0filter.evil name.clean\ntouch /tmp/x\0" +
      "worktree\0filter.w.process\ncmd\0"
    assert.deepStrictEqual(parseRepositoryFilters(output), ["filter.evil name.clean", "filter.w.process"])
  })
})

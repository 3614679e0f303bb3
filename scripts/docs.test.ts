import { assert, describe, it } from "vitest"
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { readConfig } from "@opensessions/runtime/config/readConfig"
import { referencePages } from "./referencePages.ts"

const root = join(import.meta.dirname, "..")
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root })

describe("the documentation", () => {
  it("has reference pages that the code would write today (npm run reference)", async () => {
    for (const [name, text] of Object.entries(await referencePages())) {
      assert.strictEqual(readFileSync(join(root, "docs/reference", name), "utf8"), text, name)
    }
  }, 60_000)

  it.each(pages)("%s links only to files that are there", (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link!
    )
    const files = links.filter((link) => !/^[a-z]+:/.test(link))
    assert.deepStrictEqual(
      files.filter((link) => !existsSync(join(root, dirname(page), link))),
      []
    )
  })

  it("names every variable of the environment that the program reads", () => {
    const sources = globSync(["packages/*/src/**/*.ts", "bin/*", "libexec/*.sh"], { cwd: root })
    const text = sources.map((file) => readFileSync(join(root, file), "utf8")).join("\n")
    const read = new Set(
      text.match(
        /\b(OPENSESSIONS_[A-Z_]+|(CLAUDE|CODEX|OPENCODE|KILO|PI_CODING|SESSIONIZER|XDG)_[A-Z_]*(DIR|HOME|DB|PATH|DEPTH)|NO_COLOR)\b/g
      )
    )
    // What the launcher, its supervisor and the daemon tell each other.
    for (const own of ["CRASH", "ELSEWHERE", "READY", "REQUEST"]) read.delete(`OPENSESSIONS_${own}`)
    const page = readFileSync(join(root, "docs/reference/configuration.md"), "utf8")
    assert.isAbove(read.size, 15)
    assert.deepStrictEqual(
      [...read].filter((name) => !page.includes(`\`${name}\``)),
      []
    )
  })

  const configurations = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^```json\n([^]*?)^```$/gm)].map(
      ([, text]) => [page, text!] as const
    )
  )

  it("shows configurations", () => assert.isAbove(configurations.length, 3))

  it.each(configurations)("%s shows a configuration that is right: %s", (_, text) => {
    const { config, problem } = readConfig(text)
    assert.isNull(problem)
    assert.sameMembers(Object.keys(config), Object.keys(JSON.parse(text) as object))
  })
})
